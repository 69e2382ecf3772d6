using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using Simd.Nets.Benchmarks.Networks;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Who shares the stages of a pass changes no bit: of any network, forward and backward.</summary>
public class StageTests
{
    private const int Few = 3;

    // More than some kernels have columns, rows or channels for.
    private const int Many = 13;

    private static readonly MethodInfo Checks =
        typeof(StageTests).GetMethod(nameof(Check), BindingFlags.Static | BindingFlags.NonPublic)!;

    [Fact]
    public void Networks_of_one_convolution() => Assert.True(CheckAll(DrawnNetworks.OfOneLayer, Many) >= 24);

    [Fact]
    public void Networks_drawn_and_written_by_hand() => Assert.True(DrawnNetworks.All.SkipLast(1).Sum(networks => CheckAll(networks, Few)) >= 50);

    [Fact]
    public void Networks_of_wide_layers_and_of_maxima() => Assert.True(CheckAll(DrawnNetworks.All[^1], Many) >= 4);

    [Fact]
    public void The_networks_of_the_ladder()
    {
        Check<LeNet5, float>(16);
        Check<LeNet5, float>(30);
        Check<ResNet20, float>(17);
        Check<DenseNet22, float>(5);
        Check<DenseNet22, float>(16);
        Check<DenseNet22, float>(35);
        Check<ClassicMlp, float>(1);
        Check<ClassicMlp, float>(32);
        Check<ClassicMlp, float>(45);
        Check<WideMlp, float>(7);
        Check<WideMlp, float>(32);
    }

    [Fact]
    public void Stages_are_shared_where_they_are_worth_it_and_threads_are_left_over()
    {
        NetworkSchema large = Schema<DenseNet22>();
        NetworkSchema small = Schema<LeNet5>();
        const long Least = 250_000;

        Assert.Equal(2, ShardPlan.Of(large, 16, 0).For(large, 16, 2, Least).Members);
        Assert.Equal(8, ShardPlan.Of(large, 16, 0).For(large, 16, 8, Least).Members);
        Assert.Equal(1, ShardPlan.Of(large, 16, 0).For(large, 16, 1, Least).Members);

        // Two shards keep two threads busy; eight threads are four for each.
        Assert.Equal(2, ShardPlan.Of(large, 32, 0).Shards);
        Assert.Equal(1, ShardPlan.Of(large, 32, 0).For(large, 32, 2, Least).Members);
        Assert.Equal(4, ShardPlan.Of(large, 32, 0).For(large, 32, 8, Least).Members);

        // A shard of two panels goes through both one after the other; a network of small matrices has no stages.
        Assert.Equal(1, ShardPlan.Of(large, 32, 1).For(large, 32, 8, Least).Members);
        Assert.InRange(ShardPlan.Of(small, 16, 0).For(small, 16, 64, Least).Members, 1, 8);
        Assert.Equal(1, ShardPlan.Of(small, 16, 0).For(small, 16, 64, 100 * Least).Members);
        Assert.Equal(1, ShardPlan.Of(Schema<ResMlp>(), 64, 1).For(Schema<ResMlp>(), 64, 8, 0).Members);
        Assert.Equal(2, ShardPlan.Of(Schema<WideMlp>(), 32, 0).For(Schema<WideMlp>(), 32, 2, Least).Members);
    }

    [Fact]
    public void Predictions_are_shared_in_stages_where_half_of_the_threads_would_have_none()
    {
        NetworkRuntime<DenseNet22, float> large = new DenseNet22().Runtime();
        NetworkRuntime<LeNet5, float> small = new LeNet5().Runtime();

        Assert.Equal(2, large.StageMembers(16, 2));
        Assert.Equal(4, large.StageMembers(32, 4));
        Assert.Equal(1, large.StageMembers(17, 2));
        Assert.Equal(1, large.StageMembers(48, 4));
        Assert.Equal(1, large.StageMembers(Schema<DenseNet22>().FewSamples, 2));
        Assert.InRange(small.StageMembers(16, 64), 1, 8);
        Assert.InRange(small.StageMembers(240, 64), 1, 8);
        Assert.Equal(2, new WideMlp().Runtime().StageMembers(1, 2));
        Assert.InRange(new WideMlp().Runtime().StageMembers(1, 64), 2, 8);
        Assert.Equal(1, new ResMlp().Runtime().StageMembers(16, 2));
    }

    private static NetworkSchema Schema<TNetwork>()
        where TNetwork : class, INetwork<TNetwork, float> => TNetwork.Schema;

    private static int CheckAll(DrawnNetworks networks, int members)
    {
        int count = 0;
        foreach (Type type in Assembly.LoadFrom(networks.File).GetTypes())
        {
            Type? network = type.GetInterfaces().FirstOrDefault(implemented =>
                implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(INetwork<,>));
            if (network is null)
            {
                continue;
            }

            MethodInfo check = Checks.MakeGenericMethod(network.GetGenericArguments());
            bool hasStages = true;
            foreach (int batch in new[] { 2, 16, 21 })
            {
                hasStages &= (bool)check.Invoke(null, [batch, members])!;
            }

            count += hasStages ? 1 : 0;
        }

        return count;
    }

    private static bool Check<TNetwork, T>(int batch, int members = Few)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (TNetwork.Schema.InferenceStages == 0)
        {
            return false;
        }

        Assert.Equal(Results<TNetwork, T>(batch, 1), Results<TNetwork, T>(batch, members));
        return true;
    }

    // Outputs, loss, gradients and statistics, as bytes.
    private static byte[] Results<TNetwork, T>(int batch, int members)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NetworkSchema schema = TNetwork.Schema;
        NetworkRuntime<TNetwork, T> runtime = TNetwork.Create(3).Runtime;
        runtime.LeastStageFlops = 0;
        runtime.Shards = batch > 16 ? 2 : 1;
        runtime.Threads = members * runtime.Shards;
        T[] inputs = Numbers<T>(batch * schema.InputSize, 1);
        var outputs = new T[batch * schema.OutputSize];
        runtime.Predict(inputs, outputs);
        byte[] predicted = [.. MemoryMarshal.AsBytes(outputs.AsSpan())];
        if (schema.Targets == TargetKind.None)
        {
            return predicted;
        }

        int[] labels = [.. Enumerable.Range(0, batch).Select(sample => sample * 7 % schema.OutputSize)];
        T[] values = Numbers<T>(batch * schema.OutputSize, 2);
        return [.. predicted, .. Differentiated(accumulate: false), .. Differentiated(accumulate: true)];

        byte[] Differentiated(bool accumulate)
        {
            Targets<T> targets = schema.Targets == TargetKind.Labels ? new() { Labels = labels } : new() { Values = values };
            double loss = runtime.Differentiate(inputs, targets, accumulate);
            runtime.CommitState();
            return
            [
                .. BitConverter.GetBytes(loss), .. MemoryMarshal.AsBytes(runtime.Gradients), .. MemoryMarshal.AsBytes(runtime.State),
            ];
        }
    }

    // In (0, 1), so that they are probabilities too.
    private static T[] Numbers<T>(int count, ulong stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new PhiloxStream(17, stream);
        var numbers = new T[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = T.CreateChecked((random.NextInt32(1000) + 0.5) / 1000);
        }

        return numbers;
    }
}
