using Microsoft.ML.OnnxRuntime;

namespace Simd.Nets.Onnx.Tests;

/// <summary>A model as ONNX Runtime runs it.</summary>
internal static class OnnxRun
{
    /// <summary>The outputs of a batch.</summary>
    /// <param name="model">An ONNX file.</param>
    /// <param name="inputs">Dense.</param>
    /// <param name="shape">The inputs' shape, the batch first.</param>
    public static float[] Outputs(byte[] model, float[] inputs, params long[] shape)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING };
        using var session = new InferenceSession(model, options);
        using var run = new RunOptions();
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(inputs, shape);
        using IDisposableReadOnlyCollection<OrtValue> outputs =
            session.Run(run, session.InputNames, [value], session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>That outputs are equal to 1e-5 of their largest, or of one.</summary>
    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double bar = 1e-5;
        foreach (double value in expected)
        {
            bar = Math.Max(bar, 1e-5 * Math.Abs(value));
        }

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= bar, $"output {i}: expected {expected[i]}, came {actual[i]}, bar {bar}\n{what}");
        }
    }

    /// <summary>Normal numbers.</summary>
    public static float[] Normal(Random random, int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }
}
