namespace Simd.Nets;

/// <summary>A function and its derivative at a number.</summary>
internal readonly record struct FunctionPoint(double Value, double Slope);
