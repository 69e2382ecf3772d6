namespace Simd.Nets.Testing;

/// <summary>
/// Derivatives of an objective at one batch, as <c>(f(x + h) − f(x − h)) / 2h</c> with <c>h = 1e-6·max(1, |x|)</c>, in double: their own
/// error is about 1e-9 where values are of the order of one.
/// </summary>
internal sealed class CentralDifferences
{
    private const double Step = 1e-6;

    private readonly ReferenceNetwork network;
    private readonly Objective objective;
    private readonly ReferenceMode mode;
    private readonly ReferencePass origin;
    private readonly int batch;

    /// <summary>Differences around the network's present parameters and these inputs.</summary>
    /// <param name="network">Not to be changed while differences are taken.</param>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="objective">What is differentiated.</param>
    /// <param name="mode">Training (every difference sees the same masks) or, by default, inference.</param>
    public CentralDifferences(ReferenceNetwork network, ReadOnlySpan<double> inputs, Objective objective, ReferenceMode mode = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(objective);
        this.network = network;
        this.objective = objective;
        this.mode = mode;
        batch = inputs.Length / network.InputSize;
        Inputs = new ReferenceTensor("inputs", batch, network.InputSize);
        inputs.CopyTo(Inputs.Values);
        origin = network.Forward(inputs, mode);
        Value = ValueOf(origin);
    }

    /// <summary>The inputs as a tensor [batch, inputs]: derivatives in them are taken like those in parameters.</summary>
    public ReferenceTensor Inputs { get; }

    /// <summary>The outputs at the point itself, batch × outputs.</summary>
    public double[] Outputs => origin.Outputs;

    /// <summary>What the running statistics become by a training pass at the point itself.</summary>
    public IReadOnlyDictionary<string, double[]> State => origin.State;

    /// <summary>The objective at the point itself.</summary>
    public double Value { get; }

    /// <summary>
    /// Whether a difference reached over a kink, so that it was no derivative: the case proves nothing and is to be drawn anew.
    /// </summary>
    public bool CrossedKink { get; private set; }

    /// <summary>The derivative in one element of a parameter or of <see cref="Inputs"/>.</summary>
    public double At(ReferenceTensor tensor, int element)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        double[] values = tensor.Values;
        double center = values[element];
        double h = Step * Math.Max(1, Math.Abs(center));
        double derivative = Difference(tensor, sign => values[element] = center + (sign * h)) / (center + h - (center - h));
        values[element] = center;
        return derivative;
    }

    /// <summary>The derivative along a direction of a tensor's space, whose length is one.</summary>
    public double Along(ReferenceTensor tensor, ReadOnlySpan<double> direction)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        double[] values = tensor.Values;
        double[] center = [.. values];
        double[] unit = [.. direction];
        double derivative = Difference(tensor, sign => Move(sign * Step)) / (2 * Step);
        center.CopyTo(values, 0);
        return derivative;

        void Move(double distance)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = center[i] + (distance * unit[i]);
            }
        }
    }

    /// <summary>
    /// What the samples add to a derivative, one by one: where their sum cancels, its rounding is measured by them. The term of a sample is the derivative in the parameters as only that sample meets them, the statistics of the
    /// batch held: what comes back through those is as large, and what it is taken from.
    /// </summary>
    /// <param name="tensor">A parameter.</param>
    /// <param name="direction">Of the tensor's space, its length one: a single element, for one.</param>
    internal double[] Terms(ReferenceTensor tensor, double[] direction)
    {
        int first = network.LayerOf(tensor);
        return [.. Enumerable.Range(0, batch).Select(sample => (Value(sample, Step) - Value(sample, -Step)) / (2 * Step))];

        double Value(int sample, double distance)
        {
            double[] moved = [.. tensor.Values.Zip(direction, (value, along) => value + (distance * along))];
            return ValueOf(network.Run(first, origin.LayerInputs[first], batch, mode, new OneSample(tensor, moved, sample, origin)));
        }
    }

    private double Difference(ReferenceTensor tensor, Action<int> move)
    {
        bool isInput = ReferenceEquals(tensor, Inputs);
        int first = isInput ? 0 : network.LayerOf(tensor);
        double[] x = isInput ? tensor.Values : origin.LayerInputs[first];
        move(1);
        ReferencePass ahead = network.Run(first, x, batch, mode);
        move(-1);
        ReferencePass behind = network.Run(first, x, batch, mode);
        double difference = ValueOf(ahead) - ValueOf(behind);
        CrossedKink |= ahead.Sides != behind.Sides;
        return difference;
    }

    private double ValueOf(ReferencePass pass)
    {
        objective.MeetKinks(pass.Outputs, pass.Kinks);
        return objective.Value(pass.Outputs);
    }
}
