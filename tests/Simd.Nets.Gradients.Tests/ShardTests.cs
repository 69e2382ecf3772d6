using Simd.Nets.Benchmarks.Networks;

namespace Simd.Nets.Gradients.Tests;

/// <summary>How batches fall into shards: no sample is missing, no shard is empty, and nothing of one pass is left for the next.</summary>
public class ShardTests
{
    [Fact]
    public void Every_shard_has_a_panel_and_every_sample_a_shard()
    {
        NetworkSchema[] schemas =
            [Schema<ClassicMlp>(), Schema<NarrowMlp>(), Schema<ResMlp>(), Schema<WideMlp>(), Schema<LeNet5>(), Schema<DenseNet22>()];
        foreach (NetworkSchema schema in schemas)
        {
            foreach (int wanted in new[] { 0, 1, 2, 4, 8, 16, 64 })
            {
                for (int batch = 1; batch <= 1100; batch++)
                {
                    ShardPlan plan = ShardPlan.Of(schema, batch, wanted);
                    string what = $"{schema.Name}, batch {batch}, {wanted} shards wanted: {plan}";
                    Assert.True(plan.FirstPanel(0) == 0 && plan.FirstPanel(plan.Shards) == plan.Panels, what);
                    Assert.True(plan.PanelRows % 16 == 0 && plan.PanelRows <= schema.PanelRows, what);
                    Assert.True((plan.Panels - 1) * plan.PanelRows < batch && plan.Panels * plan.PanelRows >= batch, what);
                    for (int shard = 0; shard < plan.Shards; shard++)
                    {
                        Assert.True(plan.FirstPanel(shard) < plan.FirstPanel(shard + 1), what);
                    }
                }
            }
        }
    }

    // Batches that fell into fewer panels than shards once.
    [Theory]
    [InlineData(140, 0)]
    [InlineData(400, 0)]
    [InlineData(70, 4)]
    [InlineData(300, 16)]
    public void A_pass_leaves_nothing_for_the_next(int batch, int shards)
    {
        LeavesNothing<ClassicMlp>(batch, shards);
        LeavesNothing<ResMlp>(batch, shards);
        LeavesNothing<LeNet5>(batch, shards);
    }

    private static void LeavesNothing<TNetwork>(int batch, int shards)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        NetworkRuntime<TNetwork, float> used = TNetwork.Create(1).Runtime;
        NetworkRuntime<TNetwork, float> fresh = TNetwork.Create(1).Runtime;
        used.Shards = fresh.Shards = shards;
        Differentiate(used, batch, seed: 1);
        Differentiate(used, 3 * batch / 2, seed: 2);
        Differentiate(used, batch, seed: 3);
        Differentiate(fresh, batch, seed: 3);

        Assert.Equal(fresh.Gradients.ToArray(), used.Gradients.ToArray());
    }

    private static void Differentiate<TNetwork>(NetworkRuntime<TNetwork, float> runtime, int batch, ulong seed)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        var random = new PhiloxStream(seed, 1);
        var inputs = new float[batch * TNetwork.Schema.InputSize];
        foreach (ref float input in inputs.AsSpan())
        {
            input = random.NextInt32(1000) / 500f;
        }

        int[] labels = [.. Enumerable.Range(0, batch).Select(sample => sample * 7 % TNetwork.Schema.OutputSize)];
        runtime.Differentiate(inputs, new() { Labels = labels });
    }

    private static NetworkSchema Schema<TNetwork>()
        where TNetwork : class, INetwork<TNetwork, float> => TNetwork.Schema;
}
