using System.Numerics;
using System.Reflection;

namespace Simd.Nets.Onnx.Tests;

/// <summary>Every network of the samples and of the ladder predicts the same in ONNX Runtime.</summary>
public sealed class NetworkTests
{
    private static readonly Type[] OneOfEach =
    [
        typeof(Quickstart.FashionMlp), typeof(Vision.Networks.LeNet5), typeof(Remedies.Networks.Relu50), typeof(Benchmarks.Networks.ResMlp),
    ];

    public static TheoryData<Type> Networks =>
    [
        .. OneOfEach.SelectMany(type => type.Assembly.GetTypes()).Where(type => type.IsDefined(typeof(NetworkAttribute)))
            .OrderBy(type => type.FullName),
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Predicts_the_same(Type network)
    {
        Type element = network.GetCustomAttribute<NetworkAttribute>()!.ElementType == ElementType.Float64 ? typeof(double) : typeof(float);
        typeof(NetworkTests).GetMethod(nameof(Compare), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(network, element)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null);
    }

    private static void Compare<TNetwork, T>()
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Batch = 3;
        var random = new Random(1);
        TNetwork network = TNetwork.Create(seed: 1);
        foreach (NetworkTensor<T> statistic in network.Runtime.StateTensors)
        {
            statistic.CopyFrom([.. Enumerable.Range(0, statistic.Count).Select(_ => T.CreateTruncating(0.5 + random.NextDouble()))]);
        }

        NetworkSchema schema = TNetwork.Schema;
        float[] inputs = OnnxRun.Normal(random, Batch * schema.InputSize);
        var outputs = new T[Batch * schema.OutputSize];
        network.Runtime.Predict(Array.ConvertAll(inputs, T.CreateTruncating), outputs);
        double[] expected = Array.ConvertAll(outputs, double.CreateTruncating);
        OnnxRun.AssertClose(expected, OnnxRun.Outputs(network.ToOnnx(), inputs, Batch, schema.InputSize), schema.Name);
        if (((InputLayer)TNetwork.Declaration[0]).Image is { } image)
        {
            var planar = new float[inputs.Length];
            Images.ToPlanar<float>(inputs, image, planar);
            byte[] model = network.ToOnnx(new() { PlanarImages = true });
            OnnxRun.AssertClose(
                expected, OnnxRun.Outputs(model, planar, Batch, image.Channels, image.Height, image.Width), schema.Name);
        }
    }
}
