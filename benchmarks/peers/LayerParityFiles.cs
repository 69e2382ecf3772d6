using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static Simd.Nets.Peers.LayerParityLayers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Simd.Nets.Peers;

/// <summary>A network, what it is trained on, and its loss.</summary>
internal sealed record LayerParityCase(
    int Inputs, double InputBound, PeerLayer[] Layers, Func<Tensor, Tensor, Tensor> Loss, TargetsOf Targets)
{
    /// <summary>What the inputs are, if they are images; null for features.</summary>
    public PeerImage? Image { get; init; }

    /// <summary>Of a tensor of more elements the file holds a part.</summary>
    public int Whole { get; init; } = 1024;

    /// <summary>Samples.</summary>
    public int Batch { get; init; } = 8;

    /// <summary>Whether ten steps follow the pass. Where they do not, it is a deep network of many rectifiers, and of some seeds the one
    /// whose rectifiers are farthest from their kink, so that rounding turns none.</summary>
    public bool IsTrained { get; init; } = true;
}

/// <summary>The size of an image. Its pixels are drawn row by row, the channels of a pixel side by side.</summary>
internal sealed record PeerImage(int Height, int Width, int Channels)
{
    /// <summary>Drawn rows as libtorch takes them: batch × channels × height × width.</summary>
    public Tensor Planar(Tensor rows) => rows.reshape(-1, Height, Width, Channels).permute(0, 3, 1, 2).contiguous();
}

/// <summary>What targets are drawn.</summary>
internal enum TargetsOf
{
    /// <summary>One class a sample.</summary>
    Labels,

    /// <summary>Values in [−1, 1).</summary>
    Values,

    /// <summary>Values in [0, 1].</summary>
    Probabilities,
}

/// <summary>What libtorch makes of normalisations, activations, composites and losses with options, and of convolutional networks: a
/// file for each kind and precision.</summary>
internal static class LayerParityFiles
{
    private const int Steps = 10;
    private const double Rate = 1e-3;
    private const int SeedsToChooseFrom = 128;

    private static readonly Dictionary<string, LayerParityCase> Cases = new()
    {
        ["batch-norm"] = new(6, 1, [Dense(9, bias: false), BatchNorm(), Function(x => relu(x)), Dense(3)], CrossEntropy, TargetsOf.Labels),
        ["layer-norm"] = new(6, 1, [Dense(9), LayerNorm(), Function(torch.tanh), Dense(3)], (y, t) => mse_loss(y, t), TargetsOf.Values),
        ["rms-norm"] = new(6, 1, [Dense(9), RmsNorm(), Function(x => silu(x)), Dense(3)], (y, t) => mse_loss(y, t), TargetsOf.Values),
        ["kinked"] = new(
            12,
            4,
            [
                // TorchSharp's hardtanh does nothing unless it is told its limits.
                Residual([Function(x => hardsigmoid(x))]), Function(x => hardswish(x)), Dense(9), Function(x => x.clamp(-1, 1)), Dense(11),
                PRelu(), Dense(10), Function(x => leaky_relu(x, .2)), Dense(8), PRelu(perChannel: true), Dense(5),
                Function(x => relu(x)), Dense(3),
            ],
            (y, t) => l1_loss(y, t),
            TargetsOf.Values),
        ["smooth"] = new(
            12,
            4,
            [
                Function(x => gelu(x)), Dense(9), Function(x => silu(x)), Dense(11), Function(x => mish(x)), Dense(10),
                Function(x => softplus(x)), Dense(8), Function(x => elu(x, .5)), Dense(7), Function(x => selu(x)), Dense(6),
                Function(torch.sigmoid), Dense(5), Function(torch.tanh), Dense(6), Function(x => softmax(x, 1)), Dense(3),
            ],
            (y, t) => huber_loss(y, t, delta: .5),
            TargetsOf.Values),
        ["weighted-classes"] = new(
            6,
            1,
            [Dense(8), Function(x => relu(x)), Dense(4)],
            (y, t) => cross_entropy(y, t, tensor(new[] { 1, 4, .5, 2 }, dtype: y.dtype), label_smoothing: .1),
            TargetsOf.Labels),
        ["binary"] = new(
            6,
            1,
            [Dense(8), Function(torch.tanh), Dense(3)],
            (y, t) => binary_cross_entropy_with_logits(y, t, pos_weights: tensor(new[] { 3.0, 3, 3 }, dtype: y.dtype)),
            TargetsOf.Probabilities),
        ["resmlp"] = new(
            20,
            1,
            [Dense(32), .. Enumerable.Repeat(Residual([BatchNorm(), Function(x => relu(x)), Dense(32)]), 2), Dense(10)],
            CrossEntropy,
            TargetsOf.Labels),
        ["dense-block"] = new(
            5,
            1,
            [
                DenseBlock(2, BatchNorm(), Function(x => relu(x)), Dense(4)),
                Residual([LayerNorm(), Dense(7)], scale: .5, projection: [Dense(7, bias: false)]), Dense(3),
            ],
            (y, t) => mse_loss(y, t),
            TargetsOf.Values),
    };

    public static void Write(string folder)
    {
        Write(folder, "layers", Cases, 100, ScalarType.Float32, ScalarType.Float64);
        Write(folder, "images", ImageParityCases.Blocks, 200, ScalarType.Float32, ScalarType.Float64);
        Write(folder, "ladder", ImageParityCases.Ladder, 300, ScalarType.Float32, ScalarType.Float64);
    }

    private static void Write(
        string folder, string name, Dictionary<string, LayerParityCase> cases, ulong firstSeed, params ScalarType[] types)
    {
        Dictionary<string, ulong> seeds = cases.Index().ToDictionary(
            each => each.Item.Key, each => SeedOf(each.Item.Value, firstSeed + (ulong)each.Index));
        foreach (ScalarType type in types)
        {
            string path = Path.Combine(folder, $"{name}.{type.ToString().ToLowerInvariant()}.json");
            Dictionary<string, LayerParityRecord> records =
                cases.ToDictionary(each => each.Key, each => RecordOf(each.Value, seeds[each.Key], type));
            File.WriteAllText(path, JsonSerializer.Serialize(records, ParityFiles.Format) + "\n");
            Console.WriteLine($"{path}: {new FileInfo(path).Length} bytes");
        }
    }

    private static Tensor CrossEntropy(Tensor y, Tensor t) => cross_entropy(y, t);

    private static ulong SeedOf(LayerParityCase parity, ulong firstSeed) => parity.IsTrained
        ? firstSeed
        : Enumerable.Range(0, SeedsToChooseFrom).Select(index => firstSeed + (100 * (ulong)index)).MaxBy(seed =>
        {
            Rectifiers.Forget();
            RecordOf(parity, seed, ScalarType.Float64);
            return Rectifiers.Nearest;
        });

    private static LayerParityRecord RecordOf(LayerParityCase parity, ulong seed, ScalarType type)
    {
        int batch = parity.Batch;
        using DisposeScope scope = NewDisposeScope();
        var source = new UniformSource(seed);
        var tensors = new NamedTensors(source, type);
        (LayerPass network, int outputs) = Stack(parity.Layers)(tensors, "", parity.Image?.Channels ?? parity.Inputs);
        foreach (string name in tensors.Parameters.Keys)
        {
            tensors.Parameters[name] = new Parameter(tensors.Parameters[name]);
        }

        Tensor x = tensor(source.Draw(batch * parity.Inputs, parity.InputBound), batch, parity.Inputs, dtype: type);
        x = parity.Image?.Planar(x) ?? x;
        Tensor t = parity.Targets == TargetsOf.Labels
            ? tensor(Enumerable.Range(0, batch).Select(_ => (long)source.NextIndex(outputs)).ToArray())
            : tensor(source.Draw(batch * outputs, 1), batch, outputs, dtype: type);
        t = parity.Targets == TargetsOf.Probabilities ? t.abs() : t;

        Tensor y = network(tensors, x, true);
        Tensor loss = parity.Loss(y, t);
        loss.backward();
        var record = new LayerParityRecord
        {
            Seed = seed,
            Batch = batch,
            InputBound = parity.InputBound,
            Outputs = Numbers(y),
            MeanLoss = Number(loss),
            Gradients = tensors.Parameters.ToDictionary(p => p.Key, p => Recorded(p.Value.grad!)),
            State = State(),
            Inferred = Numbers(network(tensors, x, false)),
        };
        return parity.IsTrained ? record with { Trained = Train() } : record;

        LayerTrainingRecord Train()
        {
            using optim.Optimizer adam = optim.Adam(tensors.Parameters.Values.Cast<Parameter>(), lr: Rate);
            var losses = new List<double> { Number(loss) };
            adam.step();
            while (losses.Count < Steps)
            {
                adam.zero_grad();
                Tensor mean = parity.Loss(network(tensors, x, true), t);
                mean.backward();
                adam.step();
                losses.Add(Number(mean));
            }

            return new(
                new(Rate, [.. losses], tensors.Parameters.ToDictionary(p => p.Key, p => Recorded(p.Value))),
                State(),
                Numbers(network(tensors, x, false)));
        }

        TensorRecord Recorded(Tensor values) => TensorRecord.Of(Numbers(values), parity.Whole);

        Dictionary<string, TensorRecord> State() => tensors.State.ToDictionary(s => s.Key, s => Recorded(s.Value));
    }

    private static double Number(Tensor scalar) => Numbers(scalar)[0];

    private static double[] Numbers(Tensor values) => values.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
}
