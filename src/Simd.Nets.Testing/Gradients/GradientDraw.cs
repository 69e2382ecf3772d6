using System.Numerics;

namespace Simd.Nets.Testing;

/// <summary>
/// One drawn case: a network with its own initial weights and random biases, a batch, its targets, and the reference at the same point.
/// A float network's samples are redrawn one by one until each is clear of every kink, since beside a kink float and double may rightly
/// differ.
/// </summary>
internal sealed class GradientDraw<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double ClearOfKinks = 1e-4;
    private const int MostRedraws = 1000;

    private readonly Random random;

    public GradientDraw(int seed, int batch)
    {
        random = new Random(seed);
        Batch = batch;
        Network = TNetwork.Create((ulong)seed);
        RandomizeBiases();
        Reference = new ReferenceNetwork(TNetwork.Declaration);
        Reference.CopyFrom(Network.Runtime.Tensors);
        Inputs = DrawInputs();
        Labels = Fill(batch, () => random.Next(Reference.OutputSize));
        Values = Fill(batch * Reference.OutputSize, () => Normal(1));
        Objective = Reference.Targets switch
        {
            TargetKind.Labels => Objective.CrossEntropy(Labels),
            TargetKind.Values => Objective.SquaredError(ToDouble(Values)),
            _ => Objective.WithOutputGradients(ToDouble(Fill(batch * Reference.OutputSize, () => Normal(1.0 / batch)))),
        };
        Differences = new CentralDifferences(Reference, ToDouble(Inputs), Objective);
        OutputGradients = Array.ConvertAll(DifferentiateObjective(), T.CreateTruncating);
    }

    public int Batch { get; }

    /// <summary>Samples that lay beside a kink and were replaced.</summary>
    public int Redraws { get; private set; }

    public TNetwork Network { get; }

    public NetworkRuntime<TNetwork, T> Runtime => Network.Runtime;

    public ReferenceNetwork Reference { get; }

    public T[] Inputs { get; }

    public int[] Labels { get; }

    public T[] Values { get; }

    /// <summary>The targets that the network's loss takes.</summary>
    public Targets<T> Targets => Reference.Targets == TargetKind.Labels ? (ReadOnlySpan<int>)Labels : (ReadOnlySpan<T>)Values;

    public Objective Objective { get; }

    public CentralDifferences Differences { get; }

    /// <summary>The objective's gradient in the outputs, as <c>Backward</c> takes it.</summary>
    public T[] OutputGradients { get; }

    /// <summary>A reference and inputs whose values lie up or down by half a unit in the last place of T.</summary>
    public (ReferenceNetwork Reference, double[] Inputs) MovedByHalfUlps(Random signs)
    {
        var moved = new ReferenceNetwork(TNetwork.Declaration);
        foreach ((ReferenceTensor from, ReferenceTensor to) in Reference.Tensors.Zip(moved.Tensors))
        {
            Array.ConvertAll(from.Values, Move).CopyTo(to.Values, 0);
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

    // Biases start at zero in most networks, exactly on the kink of a ReLU whose inputs are all dead.
    private void RandomizeBiases()
    {
        foreach (NetworkTensor<T> tensor in Network.Runtime.Tensors.Where(tensor => tensor.Entry.Kind == TensorKind.Bias))
        {
            tensor.CopyFrom(Fill(tensor.Count, () => Normal(.3)));
        }
    }

    private T[] DrawInputs()
    {
        int columns = Reference.InputSize;
        var inputs = new T[Batch * columns];
        for (int sample = 0; sample < Batch; sample++)
        {
            T[] row = Fill(columns, () => Normal(1));
            while (typeof(T) == typeof(float) && Reference.Forward(ToDouble(row)).NearestKink < ClearOfKinks && Redraws < MostRedraws)
            {
                Redraws++;
                row = Fill(columns, () => Normal(1));
            }

            row.CopyTo(inputs, sample * columns);
        }

        return inputs;
    }

    // Losses are smooth in the outputs, so four points and a long step: what two points at a short one miss by rounding, 1e-9, the weight
    // gradient multiplies by its inputs.
    private double[] DifferentiateObjective()
    {
        const double Step = 1e-3;
        double[] outputs = [.. Differences.Outputs];
        var gradients = new double[outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            double center = outputs[i];
            gradients[i] = ((8 * Difference(i, center, Step)) - Difference(i, center, 2 * Step)) / (12 * Step);
            outputs[i] = center;
        }

        return gradients;

        double Difference(int index, double center, double h)
        {
            outputs[index] = center + h;
            double ahead = Objective.Value(outputs, Reference.OutputSize);
            outputs[index] = center - h;
            return ahead - Objective.Value(outputs, Reference.OutputSize);
        }
    }

    private T Normal(double deviation) => T.CreateTruncating(
        deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    private static TValue[] Fill<TValue>(int count, Func<TValue> draw)
    {
        var values = new TValue[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = draw();
        }

        return values;
    }
}
