namespace Simd.Nets;

/// <content>Steps whose optimizer takes the gradients of large weights as they come, each slab while it is in cache.</content>
public partial class Trainer<TNetwork, T>
{
    private SlabUpdates? slabUpdates;

    // A clip wants all gradients before the first write, and so does a rule that looks at whole tensors.
    private SlabUpdates? Fused(double rate)
    {
        if (runtime.Schema.SlabTensors.IsEmpty || clip is not null || AccumulationSteps > 1 || Accumulated > 0 || Optimizer.PerTensor)
        {
            return null;
        }

        slabUpdates ??= new SlabUpdates(this);
        slabUpdates.Begin(rate);
        return slabUpdates;
    }

    private void Complete(SlabUpdates fused, double loss, double rate)
    {
        plan.Apply<T>(
            runtime.Parameters,
            runtime.GradientMemory,
            moments.Span,
            rate,
            1,
            norms.Factors,
            double.PositiveInfinity,
            runtime.Schema.SlabTensors.Span);
        Settle(loss, fused.Penalty, fused.Norm(), 1, rate);
    }

    private sealed class SlabUpdates : ISlabConsumer<T>
    {
        // A gradient below this is finite, whatever the order of its sum.
        private static readonly double Largest = typeof(T) == typeof(double) ? double.MaxValue : float.MaxValue;

        private readonly Trainer<TNetwork, T> trainer;
        private readonly Slab[] slabs;
        private readonly double[] slabNorms;
        private double rate;

        public SlabUpdates(Trainer<TNetwork, T> trainer)
        {
            this.trainer = trainer;
            slabs = [.. Slab.Of(trainer.runtime.Schema)];
            slabNorms = new double[slabs.Length];
        }

        /// <summary>Whether the slabs of this step are taken as they come.</summary>
        public bool Accepted { get; private set; }

        public bool KeepsGradients => trainer.KeepGradients;

        /// <summary>The penalty on the parameters before the step.</summary>
        public double Penalty { get; private set; }

        public void Begin(double learningRate) => (rate, Accepted) = (learningRate, false);

        // Everything that can fail comes before the first write; what is in doubt goes the long way round.
        public bool AcceptsSlabs(double loss, double bound)
        {
            bool isFinite = double.IsFinite(loss) && bound < Largest
                && (!trainer.ValidateGradients || double.IsFinite(trainer.norms.Measure<T>(
                    trainer.runtime.GradientMemory, trainer.Settings.Rows, 1, trainer.runtime.Schema.SlabTensors.Span)));
            if (isFinite)
            {
                Penalty = trainer.BeforeFirstWrite();
                Accepted = true;
            }

            return isFinite;
        }

        public void Take(int slab, int tensor, int start, ReadOnlySpan<T> gradients) =>
            slabNorms[slab] = trainer.plan.ApplyTo(tensor, start, gradients, trainer.runtime.Parameters, trainer.moments.Span, rate);

        /// <summary>The norm of all gradients; NaN where nobody asks for it.</summary>
        public double Norm()
        {
            if (!trainer.ValidateGradients)
            {
                return double.NaN;
            }

            for (int slab = 0; slab < slabs.Length; slab++)
            {
                trainer.norms.Add(slabs[slab].Tensor, slabNorms[slab]);
            }

            return trainer.norms.OfAll();
        }
    }
}
