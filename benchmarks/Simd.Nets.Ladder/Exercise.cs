using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Simd.Nets.Benchmarks;

/// <summary>The things that can be timed of a network at a batch size; each call takes the next batch of the pool.</summary>
internal abstract class Exercise
{
    /// <summary>A whole training step.</summary>
    public abstract void Train();

    /// <summary>Inference through the public edge.</summary>
    public abstract void Forward();

    /// <summary>Loss and gradients, without the optimizer.</summary>
    public abstract void Differentiate();

    /// <summary>The optimizer on the gradients that are there.</summary>
    public abstract void Update();

    /// <summary>Moments that the optimizer keeps of a parameter.</summary>
    public abstract int Moments { get; }

    /// <summary>SHA-256 of the parameters and the running statistics.</summary>
    public abstract string Hash();
}

/// <summary>The same for the network of a class.</summary>
internal sealed class Exercise<TNetwork> : Exercise
    where TNetwork : class, INetwork<TNetwork, float>
{
    private readonly TNetwork network = TNetwork.Create(1);
    private readonly Trainer<TNetwork> trainer;
    private readonly BatchPool pool;
    private readonly float[] outputs;

    public Exercise(int batch, Optimizer? optimizer, int threads, int shards, int mostBatches = BatchPool.MostBatches)
    {
        (network.Runtime.Threads, network.Runtime.Shards) = (threads, shards);
        trainer = new Trainer<TNetwork>(network, optimizer ?? new Adam(1e-3));
        if (trainer.Optimizer.WeightDecay > 0)
        {
            trainer.Settings["*"].WeightDecay = trainer.Optimizer.WeightDecay; // of biases and gains too, as in PyTorch
        }

        pool = new BatchPool(TNetwork.Schema, batch, mostBatches);
        outputs = new float[batch * TNetwork.Schema.OutputSize];
    }

    public override int Moments => trainer.Optimizer.MomentCount;

    public override void Train()
    {
        if (TNetwork.Schema.Targets == TargetKind.Labels)
        {
            trainer.Step(pool.Inputs, pool.Labels);
        }
        else
        {
            trainer.Step(pool.Inputs, pool.Values);
        }

        pool.Advance();
    }

    public override void Forward()
    {
        network.Runtime.Predict(pool.Inputs, outputs);
        pool.Advance();
    }

    public override void Differentiate()
    {
        network.Runtime.Differentiate(pool.Inputs, new() { Labels = pool.Labels, Values = pool.Values });
        pool.Advance();
    }

    public override void Update() => trainer.Update();

    public override string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(network.Runtime.Parameters));
        hash.AppendData(MemoryMarshal.AsBytes(network.Runtime.State));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
