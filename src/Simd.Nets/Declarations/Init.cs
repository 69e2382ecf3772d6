namespace Simd.Nets;

/// <summary>How the weights of a layer start.</summary>
public abstract record Init
{
    private protected Init() { }

    /// <summary>Variance 2 / fan in, normal: for ReLU and its kin (He et al. 2015).</summary>
    public static Init He { get; } = new VarianceScaling(2, Fan.In, Distribution.Normal);

    /// <summary>Variance 2 / (fan in + fan out), uniform: for tanh, sigmoid and linear outputs (Glorot and Bengio 2010).</summary>
    public static Init Xavier { get; } = new VarianceScaling(1, Fan.Average, Distribution.Uniform);

    /// <summary>Variance 1 / fan in, normal: for SELU (LeCun et al. 1998, Klambauer et al. 2017).</summary>
    public static Init LeCun { get; } = new VarianceScaling(1, Fan.In, Distribution.Normal);

    /// <summary>PyTorch's default for <c>Linear</c>: weights and bias uniform in ±1/√(fan in), variance 1 / (3 fan in).</summary>
    public static Init PyTorch { get; } = new VarianceScaling(1.0 / 3, Fan.In, Distribution.Uniform) { Bias = true };

    /// <summary>Every element 0.</summary>
    public static Init Zeros { get; } = new ConstantInit(0);

    /// <summary>Every element the same.</summary>
    public static Init Constant(double value) => new ConstantInit(value);
}

/// <summary>Every element <paramref name="Value"/>.</summary>
public sealed record ConstantInit(double Value) : Init;

/// <summary>Zero-mean weights of variance <paramref name="Scale"/> / fan; the bias starts at zero unless it is drawn too.</summary>
public sealed record VarianceScaling(double Scale, Fan Fan, Distribution Distribution) : Init
{
    /// <summary>Whether the bias is drawn from the weights' distribution.</summary>
    public bool Bias { get; init; }
}

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
