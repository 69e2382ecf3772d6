namespace Simd.Nets.Generators.Graph;

/// <summary>
/// A parameter tensor: <paramref name="Rows"/> × <paramref name="Columns"/> in memory, rows <see cref="Pitch"/> elements apart, the first
/// <paramref name="Offset"/> elements behind the start of the parameters.
/// </summary>
internal sealed record Tensor(string Name, bool IsBias, int Offset, int Rows, int Columns, int FanIn, int FanOut, Init Init)
{
    public int Pitch => Layout.Pitch(Columns);

    public int Length => Rows * Pitch;
}
