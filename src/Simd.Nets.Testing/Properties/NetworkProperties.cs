using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Simd.Nets.Testing;

/// <summary>
/// What holds of every network, as properties for FsCheck: <c>NetworkProperties.Verify&lt;MyNetwork&gt;()</c> checks all of them in any
/// test, <c>NetworkProperties.All&lt;MyNetwork&gt;()</c> hands them over by name.
/// </summary>
public static class NetworkProperties
{
    private const int Draws = 20;

    /// <summary>Checks all properties of a float network.</summary>
    /// <exception cref="Exception">FsCheck's, with the smallest case that fails and its seed.</exception>
    public static void Verify<TNetwork>()
        where TNetwork : class, INetwork<TNetwork, float> => Verify<TNetwork, float>();

    /// <summary>Checks all properties of a network.</summary>
    /// <exception cref="Exception">FsCheck's, with the smallest case that fails and its seed.</exception>
    public static void Verify<TNetwork, T>()
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((string name, Property property) in All<TNetwork, T>())
        {
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(Draws).WithName(name).WithQuietOnSuccess(true), property);
        }
    }

    /// <inheritdoc cref="All{TNetwork, T}"/>
    public static IEnumerable<(string Name, Property Property)> All<TNetwork>()
        where TNetwork : class, INetwork<TNetwork, float> => All<TNetwork, float>();

    /// <summary>The properties, by what each of them says.</summary>
    public static IEnumerable<(string Name, Property Property)> All<TNetwork, T>()
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        yield return ("it predicts what its declaration says", PredictsItsDeclaration<TNetwork, T>());
        yield return ("samples do not meet at inference", SamplesAreApart<TNetwork, T>());
        yield return ("weights that are saved and loaded predict the same bits", WeightsSurvive<TNetwork, T>());
        if (TNetwork.Schema.Targets != TargetKind.None)
        {
            yield return ("equal steps leave equal weights", StepsAreRepeatable<TNetwork, T>());
        }
    }

    /// <summary>Outputs are those of a slow reference in double precision that evaluates the declaration at run time.</summary>
    public static Property PredictsItsDeclaration<TNetwork, T>()
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Prop.ForAll(
            Drawn<TNetwork, T>.Networks(),
            Drawn<TNetwork, T>.Batches(),
            (network, batch) =>
            {
                var reference = new ReferenceNetwork(TNetwork.Declaration);
                reference.CopyFrom(network.Runtime.Tensors, network.Runtime.StateTensors);
                ReferencePass expected = reference.Forward(Array.ConvertAll(batch.Inputs, double.CreateTruncating));
                return expected.SmallestVariance < OutputBar.LeastVariance
                    || OutputBar.Same<T>(expected.Outputs, Array.ConvertAll(Predict(network, batch.Inputs), double.CreateTruncating));
            });

    /// <summary>A sample's outputs are the same alone and among others.</summary>
    public static Property SamplesAreApart<TNetwork, T>()
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Prop.ForAll(
            Drawn<TNetwork, T>.Networks(),
            Drawn<TNetwork, T>.Batches(),
            (network, batch) =>
            {
                T[] together = Predict(network, batch.Inputs);
                T[] apart = [.. batch.Inputs.Chunk(TNetwork.Schema.InputSize).SelectMany(sample => Predict(network, sample))];
                return OutputBar.Same<T>(
                    Array.ConvertAll(together, double.CreateTruncating), Array.ConvertAll(apart, double.CreateTruncating));
            });

    /// <summary>A network that was saved and loaded predicts the same, to the bit.</summary>
    public static Property WeightsSurvive<TNetwork, T>()
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Prop.ForAll(
            Drawn<TNetwork, T>.Networks(),
            Drawn<TNetwork, T>.Batches(),
            (network, batch) =>
            {
                string path = Path.GetTempFileName();
                try
                {
                    network.Runtime.Save(path);
                    TNetwork loaded = TNetwork.Create(seed: 0);
                    loaded.Runtime.LoadWeights(path);
                    return Predict(network, batch.Inputs).AsSpan().SequenceEqual(Predict(loaded, batch.Inputs));
                }
                finally
                {
                    File.Delete(path);
                }
            });

    /// <summary>Two steps from the same weights on the same batch leave the same weights, to the bit, and finite ones.</summary>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public static Property StepsAreRepeatable<TNetwork, T>()
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TNetwork.Schema.Targets == TargetKind.None
            ? throw new InvalidOperationException($"{TNetwork.Schema.Name} declares no loss: there is no step to repeat.")
            : Prop.ForAll(
                Drawn<TNetwork, T>.Networks(),
                Drawn<TNetwork, T>.Batches(least: 2, most: 17),
                (network, batch) =>
                {
                    T[] first = Step(network, batch);
                    return first.AsSpan().SequenceEqual(Step(network, batch)) && first.All(T.IsFinite);
                });

    private static T[] Step<TNetwork, T>(TNetwork network, NetworkBatch<TNetwork, T> batch)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TNetwork copy = TNetwork.Create(seed: 0);
        copy.Runtime.CopyFrom(network.Runtime);
        var trainer = new Trainer<TNetwork, T>(copy, new Adam(1e-3));
        if (TNetwork.Schema.Targets == TargetKind.Labels)
        {
            trainer.Step(batch.Inputs, batch.Labels);
        }
        else
        {
            trainer.Step(batch.Inputs, batch.Values);
        }

        return copy.Runtime.Parameters.ToArray();
    }

    private static T[] Predict<TNetwork, T>(INetwork<TNetwork, T> network, T[] inputs)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var outputs = new T[inputs.Length / TNetwork.Schema.InputSize * TNetwork.Schema.OutputSize];
        network.Runtime.Predict(inputs, outputs);
        return outputs;
    }
}
