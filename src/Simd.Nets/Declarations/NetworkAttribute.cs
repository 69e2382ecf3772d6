using System;

namespace Simd.Nets;

/// <summary>
/// On a partial class with a static property <c>LayerStack Layers => [...]</c>: the compiler writes the network's constructor, training and
/// prediction code into it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>The type of inputs, weights and outputs.</summary>
    public ElementType ElementType { get; set; } = ElementType.Float32;
}

/// <summary>The floating-point type a network computes in.</summary>
public enum ElementType
{
    /// <summary><see cref="float"/>.</summary>
    Float32,

    /// <summary><see cref="double"/>.</summary>
    Float64,
}
