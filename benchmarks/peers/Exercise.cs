using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simd.Nets.Peers;

/// <summary>A network of the ladder, at the batch sizes it is timed with.</summary>
internal sealed record Workload(string Name, long[] Input, int Outputs, Func<Module<Tensor, Tensor>> Make, params int[] Batches)
{
    /// <summary>Mean squared error instead of cross-entropy.</summary>
    public bool IsRegression { get; init; }

    /// <summary>SGD with momentum instead of Adam.</summary>
    public bool Descends { get; init; }

    /// <summary>What a row is called: <c>workload/bBATCH</c>.</summary>
    public string RowOf(int batch) => $"{Name}/b{batch}";
}

/// <summary>A module of libtorch with its optimizer and a pool of batches that it takes in turn.</summary>
internal sealed class Exercise : IDisposable
{
    private readonly Module<Tensor, Tensor> network;
    private readonly optim.Optimizer optimizer;
    private readonly CrossEntropyLoss crossEntropy = CrossEntropyLoss();
    private readonly MSELoss squares = MSELoss();
    private readonly bool isRegression;
    private readonly Tensor[] inputs;
    private readonly Tensor[] targets;
    private int next;

    public Exercise(Workload workload, int batch, int mostBatches)
    {
        torch.random.manual_seed(1);
        network = workload.Make();
        optimizer = workload.Descends
            ? optim.SGD(network.parameters(), 0.1, momentum: 0.9, weight_decay: 1e-4)
            : optim.Adam(network.parameters(), lr: 1e-3);
        isRegression = workload.IsRegression;
        int pool = Math.Clamp(40_000 / batch, 1, mostBatches);
        inputs = [.. Enumerable.Range(0, pool).Select(_ => randn([batch, .. workload.Input]))];
        targets = [.. inputs.Select(_ => isRegression ? randn(batch, workload.Outputs) : randint(0, workload.Outputs, batch))];
        network.train();
    }

    /// <summary>A step: gradients cleared, forward, loss, backward, optimizer.</summary>
    public void Train()
    {
        using DisposeScope scope = NewDisposeScope();
        next = (next + 1) % inputs.Length;
        optimizer.zero_grad();
        Tensor outputs = network.forward(inputs[next]);
        Tensor loss = isRegression ? squares.forward(outputs, targets[next]) : crossEntropy.forward(outputs, targets[next]);
        loss.backward();
        optimizer.step();
    }

    /// <summary>From here on the module infers.</summary>
    public void Evaluate() => network.eval();

    /// <summary>Inference, without gradients.</summary>
    public void Forward()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable inference = no_grad();
        next = (next + 1) % inputs.Length;
        network.forward(inputs[next]);
    }

    public void Dispose()
    {
        optimizer.Dispose();
        network.Dispose();
        crossEntropy.Dispose();
        squares.Dispose();
    }
}
