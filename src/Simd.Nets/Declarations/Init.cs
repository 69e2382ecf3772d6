namespace Simd.Nets;

/// <summary>
/// How the weights of a layer start: <c>Dense(64, init: Init.Xavier with { Gain = Gain.Tanh })</c>. Each value depends on the network's
/// seed, the tensor and the element alone.
/// </summary>
public abstract record Init
{
    private protected Init() { }

    /// <summary>Variance 2 / fan in, normal: for ReLU and its kin, whose gain is built in (He et al. 2015).</summary>
    public static VarianceScaling He { get; } = new(2, Fan.In, Distribution.Normal);

    /// <summary>Variance 2 / fan in, uniform (He et al. 2015).</summary>
    public static VarianceScaling HeUniform { get; } = new(2, Fan.In, Distribution.Uniform);

    /// <summary>Variance 2 / (fan in + fan out), uniform: for tanh, sigmoid and linear outputs (Glorot and Bengio 2010).</summary>
    public static VarianceScaling Xavier { get; } = new(1, Fan.Average, Distribution.Uniform);

    /// <summary>Variance 2 / (fan in + fan out), normal (Glorot and Bengio 2010).</summary>
    public static VarianceScaling XavierNormal { get; } = new(1, Fan.Average, Distribution.Normal);

    /// <summary>Variance 1 / fan in, normal: for SELU (LeCun et al. 1998, Klambauer et al. 2017).</summary>
    public static VarianceScaling LeCun { get; } = new(1, Fan.In, Distribution.Normal);

    /// <summary>Variance 1 / fan in, uniform (LeCun et al. 1998).</summary>
    public static VarianceScaling LeCunUniform { get; } = new(1, Fan.In, Distribution.Uniform);

    /// <summary>PyTorch's default for <c>Linear</c>: weights and bias uniform in ±1/√(fan in), variance 1 / (3 fan in).</summary>
    public static VarianceScaling PyTorch { get; } = new(1.0 / 3, Fan.In, Distribution.Uniform) { Bias = true };

    /// <summary>Zeros.</summary>
    public static ConstantInit Zeros { get; } = new(0);

    /// <summary>Whether a bias starts as the weights do; else it starts at zero.</summary>
    public bool Bias { get; init; }

    /// <summary>The same value everywhere.</summary>
    /// <param name="value">Finite.</param>
    public static ConstantInit Constant(double value) => new(value);

    /// <summary>Every value from −bound to bound as likely.</summary>
    /// <param name="bound">Finite, 0 or more.</param>
    public static UniformInit Uniform(double bound) => new(-bound, bound);

    /// <summary>Every value from low to high as likely.</summary>
    /// <param name="low">Finite.</param>
    /// <param name="high">Finite, not below <paramref name="low"/>.</param>
    public static UniformInit Uniform(double low, double high) => new(low, high);

    /// <summary>Gaussian.</summary>
    /// <param name="deviation">Finite, 0 or more.</param>
    /// <param name="mean">Finite.</param>
    public static NormalInit Normal(double deviation, double mean = 0) => new(deviation) { Mean = mean };

    /// <summary>Gaussian, drawn again where it falls farther from the mean than some deviations.</summary>
    /// <param name="deviation">Of the distribution before it is cut (0.88 of it are left of a cut at 2): finite, 0 or more.</param>
    /// <param name="mean">Finite.</param>
    /// <param name="cutoff">In deviations, finite and positive. PyTorch's <c>a</c> and <c>b</c> are values: they are
    /// mean ± cutoff · deviation, and its defaults of ±2 are these where mean and deviation are 0 and 1.</param>
    public static TruncatedNormalInit TruncatedNormal(double deviation, double mean = 0, double cutoff = 2) =>
        new(deviation) { Mean = mean, Cutoff = cutoff };

    /// <summary>A matrix whose rows or columns, whichever are fewer, are orthogonal and of length gain, each such matrix as likely
    /// (Saxe et al. 2014).</summary>
    /// <param name="gain">Finite and positive; <see cref="Nets.Gain"/> has that of each activation.</param>
    public static OrthogonalInit Orthogonal(double gain = 1) => new(gain);
}

/// <summary>Zero-mean weights of variance <see cref="Gain"/>² · <paramref name="Scale"/> / fan.</summary>
/// <param name="Scale">Finite and positive.</param>
/// <param name="Fan">The width that divides the variance.</param>
/// <param name="Distribution">Its shape.</param>
public sealed record VarianceScaling(double Scale, Fan Fan, Distribution Distribution) : Init
{
    /// <summary>A factor on the weights, finite and positive: <c>Init.Xavier with { Gain = Gain.Tanh }</c>.</summary>
    public double Gain { get; init; } = 1;
}

/// <summary>Every weight <paramref name="Value"/>.</summary>
/// <param name="Value">Finite.</param>
public sealed record ConstantInit(double Value) : Init;

/// <summary>Weights from an interval, each as likely.</summary>
/// <param name="Low">Finite.</param>
/// <param name="High">Finite, not below <paramref name="Low"/>.</param>
public sealed record UniformInit(double Low, double High) : Init;

/// <summary>Gaussian weights.</summary>
/// <param name="Deviation">Finite, 0 or more.</param>
public sealed record NormalInit(double Deviation) : Init
{
    /// <summary>The mean, finite.</summary>
    public double Mean { get; init; }
}

/// <summary>Gaussian weights no farther from the mean than some deviations.</summary>
/// <param name="Deviation">Of the distribution before it is cut: finite, 0 or more.</param>
public sealed record TruncatedNormalInit(double Deviation) : Init
{
    /// <summary>The mean, finite.</summary>
    public double Mean { get; init; }

    /// <summary>Where it is cut, in deviations from the mean: finite and positive.</summary>
    public double Cutoff { get; init; } = 2;
}

/// <summary>An orthogonal matrix times <paramref name="Gain"/>.</summary>
/// <param name="Gain">Finite and positive.</param>
public sealed record OrthogonalInit(double Gain) : Init;

/// <summary>Which width divides the variance.</summary>
public enum Fan
{
    /// <summary>Inputs of the layer: keeps the forward signal.</summary>
    In,

    /// <summary>Outputs of the layer: keeps the backward signal.</summary>
    Out,

    /// <summary>The mean of both.</summary>
    Average,
}

/// <summary>The shape of a random distribution.</summary>
public enum Distribution
{
    /// <summary>Gaussian.</summary>
    Normal,

    /// <summary>Every value of an interval around zero as likely.</summary>
    Uniform,
}
