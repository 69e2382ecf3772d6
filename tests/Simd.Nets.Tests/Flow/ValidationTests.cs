using static Simd.Nets.Layers;
using Xunit;
using Xunit.Abstractions;

namespace Simd.Nets.Tests.Flow;

public sealed class ValidationTests(ITestOutputHelper output)
{
    private static readonly ActivationLayer[] Activations = [Relu, LeakyRelu with { Slope = 0.2 }, Tanh, Sigmoid, Gelu, Silu, Elu, Selu, Softplus];

    private static readonly Init[] Inits = [Init.He, Init.Xavier, Init.LeCun, Init.PyTorch, Init.Xavier with { Gain = Gain.Tanh }, Init.Orthogonal(Gain.Relu)];

    [Fact]
    public void Explore()
    {
        int seeds = int.Parse(Environment.GetEnvironmentVariable("SEEDS") ?? "2");
        foreach (int depth in (Environment.GetEnvironmentVariable("DEPTHS") ?? "10,50").Split(',').Select(int.Parse))
        foreach (ActivationLayer act in Activations)
        foreach (Init init in Inits)
        foreach ((string kind, LayerStack block) in Blocks(act, depth))
        {
            if (Environment.GetEnvironmentVariable("KINDS") is { } kinds && !kinds.Split(',').Contains(kind)) continue;
            if (kind != "plain" && init != Init.He && init != Init.PyTorch) continue;
            LayerStack stack = [Input(256, init: init), Dense(256), act, .. Repeat(depth - 1, block), Dense(10)];
            GradientFlow flow = GradientFlow.Predict(stack);
            string first = flow.Outer.Layers[0].Path, last = flow.Outer.Layers[^1].Path;
            double[] m = [.. Enumerable.Range(0, seeds).Select(seed => { var n = PlainNetwork.GradientNorms(stack, seed + 1); return Math.Log10(n[int.Parse(first)] / n[int.Parse(last)]); })];
            double p = Math.Log10(flow.Ratio), a = m.Average();
            output.WriteLine($"{depth,3} {kind,-9} {act.GetType().Name,-14} {init.ToString()![..Math.Min(60, init.ToString()!.Length)],-60} {p,8:f3} {a,8:f3}  {a - p,7:f3} {(a - p) / p,7:p1} {(Math.Abs(a - p) > Math.Max(0.1, 0.25 * Math.Abs(p)) ? "BAD" : "")}");
        }
    }

    private static IEnumerable<(string, LayerStack)> Blocks(ActivationLayer act, int depth)
    {
        yield return ("plain", [Dense(256), act]);
        yield return ("bn", [Dense(256), BatchNorm, act]);
        yield return ("ln", [Dense(256), LayerNorm, act]);
        yield return ("rms", [Dense(256), RmsNorm, act]);
        yield return ("res", [Residual([act, Dense(256)])]);
        yield return ("resbn", [Residual([BatchNorm, act, Dense(256)])]);
        yield return ("resscale", [Residual([Dense(256), act], scale: 1 / Math.Sqrt(depth))]);
        yield return ("concat", [Concat([Dense(16), act])]);
    }
}
