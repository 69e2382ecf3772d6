using System.Numerics;

namespace Simd.Nets;

/// <summary>The norms of a network's gradients, and by how much a clip shrinks them: a number a tensor. Reading the gradients once for
/// them tells, too, whether all are finite.</summary>
internal sealed class GradientNorms
{
    private readonly TensorTable tensors;
    private readonly int[] layerStarts;
    private readonly double[] norms;
    private readonly double[] factors;
    private double[] units = [];

    public GradientNorms(TensorTable tensors)
    {
        this.tensors = tensors;
        norms = new double[tensors.Count];
        factors = new double[tensors.Count];
        layerStarts = [.. Enumerable.Range(0, tensors.Count).Where(i => i == 0 || LayerOf(i) != LayerOf(i - 1)), tensors.Count];
        Array.Fill(factors, 1);

        string LayerOf(int index) => tensors[index].Layer;
    }

    /// <summary>What each tensor's gradient is multiplied by.</summary>
    public ReadOnlySpan<double> Factors => factors;

    /// <summary>The number of layers that own tensors.</summary>
    public int Layers => layerStarts.Length - 1;

    /// <summary>The first tensor of the last layer.</summary>
    public int StartOfLastLayer => layerStarts[Math.Max(0, Layers - 1)];

    /// <summary>The tensors of a layer.</summary>
    public Range TensorsOf(int layer) => layerStarts[layer]..layerStarts[layer + 1];

    /// <summary>The norm of a layer's gradients.</summary>
    public double OfLayer(int layer) => Norms.OfNorms(norms.AsSpan(TensorsOf(layer)));

    /// <summary>Measures the gradients of all tensors that are trained, and returns their norm; it is not finite if one of them is
    /// not.</summary>
    /// <param name="gradients">Of the whole network.</param>
    /// <param name="settings">Which are frozen: these count as zero.</param>
    /// <param name="share">What the gradients are to be multiplied by.</param>
    /// <param name="apart">Tensors that count as zero, since <see cref="Add"/> will tell their norms.</param>
    public double Measure<T>(
        ReadOnlySpan<T> gradients, ReadOnlySpan<TensorSetting> settings, double share, ReadOnlySpan<int> apart = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < norms.Length; i++)
        {
            TensorEntry tensor = tensors[i];
            norms[i] = settings[i].Frozen || apart.Contains(i) ? 0 : share * Norms.Of(gradients.Slice(tensor.Offset, tensor.Length));
        }

        return Norms.OfNorms(norms);
    }

    /// <summary>Adds the norm of a part of a tensor's gradient that was measured elsewhere.</summary>
    public void Add(int tensor, double norm) => norms[tensor] = double.Hypot(norms[tensor], norm);

    /// <summary>The norm of all gradients measured.</summary>
    public double OfAll() => Norms.OfNorms(norms);

    /// <summary>Sets the factor of all tensors.</summary>
    public void Multiply(double factor) => Array.Fill(factors, factor);

    /// <summary>Sets the factor of a layer's tensors.</summary>
    public void Multiply(int layer, double factor) => factors.AsSpan(TensorsOf(layer)).Fill(factor);

    /// <summary>Room for two numbers a unit of a tensor.</summary>
    public (Memory<double> First, Memory<double> Second) UnitRoom(TensorEntry tensor)
    {
        int slots = Units.Slots(tensor);
        if (units.Length < 2 * slots)
        {
            units = new double[2 * slots];
        }

        return (units.AsMemory(0, slots), units.AsMemory(slots, slots));
    }
}
