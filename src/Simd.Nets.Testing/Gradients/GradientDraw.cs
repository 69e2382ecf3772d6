using System.Numerics;

namespace Simd.Nets.Testing;

/// <summary>
/// One drawn case: a network with its own initial weights, other parameters and state at random, a batch, its targets, and the reference at
/// the same point. Samples are redrawn until a training pass is clear: a float network's of every kink, since beside one float and double
/// may rightly differ, and every network's of normalisations that divide by next to nothing.
/// </summary>
internal sealed class GradientDraw<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double ClearOfKinks = 1e-4;
    private const double ClearOfConstants = 1e-2;
    private const int MostRounds = 200;

    private readonly Random random;

    public GradientDraw(int seed, int batch)
    {
        random = new Random(seed);
        Batch = batch;
        Network = TNetwork.Create((ulong)seed);
        NetworkDraw<TNetwork, T>.Randomize(Runtime, random);
        Runtime.RandomSeed = (ulong)random.NextInt64();
        Mode = ReferenceMode.Training(Runtime.RandomSeed, (ulong)random.Next());
        Reference = NewReference();
        Inputs = DrawInputs();
        Labels = Fill(batch, () => random.Next(Reference.OutputSize));
        Values = Fill(batch * Reference.OutputSize, DrawTarget);
        Weights = DrawWeights();
        Objective = DrawObjective();
        Differences = new CentralDifferences(Reference, ToDouble(Inputs), Objective, Mode);
        OutputGradients = Array.ConvertAll(Objective.Gradient(Differences.Outputs), T.CreateTruncating);
    }

    public int Batch { get; }

    /// <summary>How training passes are run: with the runtime's random seed and this number of the pass.</summary>
    public ReferenceMode Mode { get; }

    /// <summary>Samples that lay beside a kink or had a feature without variance, and were replaced.</summary>
    public int Redraws { get; private set; }

    /// <summary>Whether the redrawing came to an end: if not, the case proves nothing.</summary>
    public bool IsClear { get; private set; }

    public TNetwork Network { get; }

    public NetworkRuntime<TNetwork, T> Runtime => Network.Runtime;

    public ReferenceNetwork Reference { get; }

    public T[] Inputs { get; }

    public int[] Labels { get; }

    public T[] Values { get; }

    /// <summary>What each sample counts; empty in every other case.</summary>
    public T[] Weights { get; }

    /// <summary>The targets that the network's loss takes.</summary>
    public Targets<T> Targets => Reference.Targets == TargetKind.Labels
        ? new() { Labels = Labels, Weights = Weights }
        : new() { Values = Values, Weights = Weights };

    public Objective Objective { get; }

    public CentralDifferences Differences { get; }

    /// <summary>The objective's gradient in the outputs, as <c>Backward</c> takes it.</summary>
    public T[] OutputGradients { get; }

    /// <summary>A reference with the network's parameters and state.</summary>
    public ReferenceNetwork NewReference()
    {
        var reference = new ReferenceNetwork(TNetwork.Declaration);
        reference.CopyFrom(Runtime.Tensors, Runtime.StateTensors);
        return reference;
    }

    /// <summary>A reference and inputs whose values lie up or down by half a unit in the last place of T; the state stays.</summary>
    public (ReferenceNetwork Reference, double[] Inputs) MovedByHalfUlps(Random signs)
    {
        ReferenceNetwork moved = NewReference();
        foreach (ReferenceTensor tensor in moved.Tensors)
        {
            Array.ConvertAll(tensor.Values, Move).CopyTo(tensor.Values, 0);
        }

        return (moved, Array.ConvertAll(ToDouble(Inputs), Move));

        double Move(double value)
        {
            T exact = T.CreateTruncating(value);
            double halfUlp = double.CreateTruncating(T.BitIncrement(exact) - exact) / 2;
            return signs.Next(2) == 0 ? value + halfUlp : value - halfUlp;
        }
    }

    public static double[] ToDouble(T[] values) => Array.ConvertAll(values, double.CreateTruncating);

    private T[] DrawInputs()
    {
        int columns = Reference.InputSize;
        T[] inputs = Fill(Batch * columns, () => Normal(1));
        for (int round = 0; round < MostRounds; round++)
        {
            ReferencePass pass = Reference.Forward(ToDouble(inputs), Mode);
            int[] unclear = [.. Enumerable.Range(0, Batch).Where(sample => !IsClearOf(pass, sample))];
            if (unclear.Length == 0)
            {
                IsClear = true;
                break;
            }

            Redraws += unclear.Length;
            foreach (int sample in unclear)
            {
                Fill(columns, () => Normal(1)).CopyTo(inputs, sample * columns);
            }
        }

        return inputs;
    }

    private static bool IsClearOf(ReferencePass pass, int sample) =>
        (typeof(T) == typeof(double) || pass.Kinks.Nearest[sample] >= ClearOfKinks)
        && pass.Variances.OfSamples[sample] >= ClearOfConstants
        && pass.Variances.OfBatch >= ClearOfConstants;

    private T DrawTarget() => NetworkDraw<TNetwork, T>.Target(random);

    private T[] DrawWeights()
    {
        if (random.Next(2) == 0)
        {
            return [];
        }

        T[] weights = Fill(Batch, () => Between(.25, 2));
        if (Batch > 1 && random.Next(2) == 0)
        {
            weights[random.Next(Batch)] = T.Zero;
        }

        return weights;
    }

    private Objective DrawObjective()
    {
        int columns = Reference.OutputSize;
        switch (Reference.Loss)
        {
            case null:
                return Objective.WithOutputGradients(ToDouble(Fill(Batch * columns, () => Normal(1.0 / Batch))));
            case SoftmaxCrossEntropyLayer classes:
                return Objective.OfLabels(classes, Labels, ToDouble(Weights));
            default:
                KeepTargetsClear(Reference.Loss, columns);
                return Objective.OfValues(Reference.Loss, ToDouble(Values), columns, ToDouble(Weights));
        }
    }

    // A loss may have kinks of its own.
    private void KeepTargetsClear(LossLayer loss, int columns)
    {
        double[] outputs = Reference.Forward(ToDouble(Inputs), Mode).Outputs;
        while (typeof(T) == typeof(float))
        {
            var kinks = new KinkTrace(Batch);
            Objective.OfValues(loss, ToDouble(Values), columns).MeetKinks(outputs, kinks);
            int[] unclear = [.. Enumerable.Range(0, Batch).Where(sample => kinks.Nearest[sample] < ClearOfKinks)];
            if (unclear.Length == 0)
            {
                break;
            }

            Redraws += unclear.Length;
            foreach (int sample in unclear)
            {
                Fill(columns, DrawTarget).CopyTo(Values, sample * columns);
            }
        }
    }

    private T Between(double low, double high) => NetworkDraw<TNetwork, T>.Between(random, low, high);

    private T Normal(double deviation) => NetworkDraw<TNetwork, T>.Normal(random, deviation);

    private static TValue[] Fill<TValue>(int count, Func<TValue> draw) => NetworkDraw<TNetwork, T>.Fill(count, draw);
}
