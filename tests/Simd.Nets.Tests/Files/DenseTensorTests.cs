using Xunit;

namespace Simd.Nets.Tests.Files;

public class DenseTensorTests
{
    /// <summary>Matrices that lie transposed in memory, of widths that squares divide and do not.</summary>
    [Theory]
    [InlineData(3, 4)]
    [InlineData(17, 16)]
    [InlineData(64, 32)]
    [InlineData(70, 48)]
    [InlineData(131, 33)]
    [InlineData(130, 2100)]
    [InlineData(160, 2096)]
    [InlineData(4096, 304)]
    [InlineData(4200, 67)]
    public void Rows_are_gathered_and_scattered_as_the_shape_says(int outputs, int inputs)
    {
        const int Offset = 32;
        int pitch = (outputs + 15) / 16 * 16;
        var entry = new TensorEntry("0.weight", TensorKind.Weight, Offset, inputs, outputs, pitch)
        {
            Shape = new[] { outputs, inputs },
            Strides = new[] { 1, pitch },
            FanIn = inputs,
            FanOut = outputs,
            Decays = true,
            Init = Init.Zeros,
        };
        var memory = new float[Offset + (inputs * pitch) + 16];
        var file = new float[outputs * inputs];
        for (int i = 0; i < file.Length; i++)
        {
            file[i] = i + 1;
            memory[Offset + (i % inputs * pitch) + (i / inputs)] = i + 1;
        }

        var tensor = new DenseTensor(entry);
        var gathered = new float[file.Length];
        for (int part = 0; part < tensor.Parts; part++)
        {
            (int first, int count) = tensor.RowsOf(part);
            tensor.Gather<float>(memory, first, gathered.AsSpan(first * inputs, count * inputs));
        }

        Assert.Equal(file, gathered);
        Span<float> scattered = new AlignedBuffer<float>(memory.Length).Span;
        tensor.Scatter<float>(file, scattered);
        Assert.Equal(memory, scattered.ToArray());
    }
}
