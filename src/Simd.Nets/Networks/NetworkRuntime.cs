using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// The part of a network that is the same for all: its buffers, and its operations with their arguments checked. The generated members of a
/// network call it; code written for any network reaches it through <see cref="INetwork{TSelf, T}.Runtime"/>.
/// </summary>
/// <remarks>Inference (<see cref="Predict"/>, <see cref="Classify"/>, <see cref="PredictProbabilities"/>, <see cref="Evaluate"/>) may run on
/// many threads at once: it reads the weights, and its scratch belongs to the thread. Training is for one thread at a time.</remarks>
/// <typeparam name="TNetwork">The network.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class NetworkRuntime<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> parameters;
    private readonly AlignedBuffer<T> gradients;
    private readonly AlignedBuffer<T> state;

    /// <summary>Buffers of their own, the weights drawn from <paramref name="seed"/>: equal seeds give equal weights on the same platform
    /// (normal weights go through its logarithm and cosine, which may round differently elsewhere).</summary>
    public NetworkRuntime(ulong seed)
        : this()
    {
        RandomSeed = seed;
        ParameterInitializer.Fill(Schema.Tensors, Parameters, seed);
        ParameterInitializer.Fill(Schema.StateTensors, State, seed);
    }

    /// <summary>Buffers of their own; parameters, state, <see cref="RandomSeed"/> and <see cref="Passes"/> those of
    /// <paramref name="source"/>.</summary>
    public NetworkRuntime(NetworkRuntime<TNetwork, T> source)
        : this()
    {
        CopyFrom(source);
        (RandomSeed, Passes) = (source.RandomSeed, source.Passes);
    }

    private NetworkRuntime()
    {
        NetworkSchema schema = TNetwork.Schema;
        parameters = new AlignedBuffer<T>(schema.ParameterLength);
        gradients = new AlignedBuffer<T>(schema.ParameterLength);
        state = new AlignedBuffer<T>(schema.StateLength);
        pendingState = new AlignedBuffer<T>(schema.StateLength);
        forwardState = new AlignedBuffer<T>(schema.StateLength);
        Tensors = new NetworkTensors<T>(schema.Tensors, () => parameters.Span, () => parameters.Span, () => Gradients);
        StateTensors = new NetworkTensors<T>(schema.StateTensors, () => state.Span, WrittenState, () => state.Span);
    }

    /// <summary>Sizes and tensors.</summary>
    public NetworkSchema Schema => TNetwork.Schema;

    /// <summary>All parameters as they lie in memory, padding included (it is zero and must stay so).</summary>
    public Span<T> Parameters => parameters.Span;

    /// <summary>The gradients of the last backward pass, or the sum of those that were accumulated, laid out as <see cref="Parameters"/>.
    /// Behind a trainer's step they may be what a clip made of them: <see cref="GradientClip.Adaptive"/> rewrites them.</summary>
    /// <exception cref="InvalidOperationException">The last step of a trainer used those of large weights up as they came: see
    /// <see cref="Trainer{TNetwork, T}.KeepGradients"/>.</exception>
    public Span<T> Gradients => HasAllGradients ? gradients.Span : throw LacksGradients();

    /// <summary>The same, of whatever age: for who overwrites them, or knows which are there.</summary>
    internal Span<T> GradientMemory => gradients.Span;

    /// <summary>Whether the gradients of large weights are those of the last pass, as all others are.</summary>
    internal bool HasAllGradients { get; set; } = true;

    /// <summary>What is learned outside of gradients. Who writes to it while statistics wait for their step calls
    /// <see cref="DiscardState"/>, or <see cref="CommitState"/> overwrites it; <see cref="StateTensors"/> does so by itself.</summary>
    public Span<T> State => state.Span;

    /// <summary>The parameters by name, in their logical shapes.</summary>
    public NetworkTensors<T> Tensors { get; }

    /// <summary>The running statistics by name: <c>"1.running_mean"</c>. They have no gradients. Writing to one discards those that wait
    /// for their step: see <see cref="DiscardState"/>.</summary>
    public NetworkTensors<T> StateTensors { get; }

    /// <summary>The key of dropout's masks; at first the seed that the weights were drawn with.</summary>
    public ulong RandomSeed { get; set; }

    /// <summary>Training passes done: every one has masks of its own, which this number and <see cref="RandomSeed"/> decide.</summary>
    public ulong Passes { get; set; }

    /// <summary>How often parameters and state were replaced, so that gradients from before are of other parameters.</summary>
    internal long Replacements { get; private set; }

    /// <summary>Takes over the parameters and the state of another network of the same class; <see cref="RandomSeed"/> and
    /// <see cref="Passes"/>, which decide dropout's masks, stay its own. A <see cref="Forward"/> that waits for its <see cref="Backward"/>
    /// and a trainer's gradients that wait for their step are forgotten: they went through other parameters.</summary>
    public void CopyFrom(NetworkRuntime<TNetwork, T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.Parameters.CopyTo(Parameters);
        source.State.CopyTo(State);
        ForgetPasses();
    }

    internal void ForgetPasses()
    {
        Replacements++;
        pendingBatch = 0;
        DiscardState();
    }

    private void RequireAllGradients(bool accumulate)
    {
        if (accumulate && !HasAllGradients)
        {
            throw LacksGradients();
        }
    }

    private InvalidOperationException LacksGradients() => new(
        $"the last step of {Schema.Name}'s trainer used the gradients of large weights up as they came, or refused its inputs. Set the trainer's KeepGradients "
        + "before a step whose gradients are wanted, or call Differentiate or Backward without accumulating, which leave all of them.");

    private Span<T> WrittenState()
    {
        DiscardState();
        return State;
    }
}
