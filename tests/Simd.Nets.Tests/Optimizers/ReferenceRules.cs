namespace Simd.Nets.Tests;

/// <summary>One element's step in plain doubles, written from PyTorch's documentation or the paper. The decay is not among it.</summary>
internal static class ReferenceRules
{
    /// <summary>The step of an optimizer: from the gradient, the moments (as many as it likes) and the number of the step, from
    /// 1.</summary>
    public static double Step(Optimizer optimizer, double g, double[] s, long t, double lr) => optimizer switch
    {
        Sgd sgd => Sgd(sgd, g, s, t, lr),
        NAdam nadam => NAdam(nadam, g, s, t, lr),
        RAdam radam => RAdam(radam, g, s, t, lr),
        Adam adam => Adam(adam, g, s, t, lr),
        RmsProp rmsProp => RmsProp(rmsProp, g, s, lr),
        Adagrad adagrad => Adagrad(adagrad, g, s, t, lr),
        Adadelta adadelta => Adadelta(adadelta, g, s, lr),
        Lion lion => Lion(lion, g, s, lr),
        _ => throw new ArgumentException($"no reference for {optimizer.GetType().Name}"),
    };

    /// <summary>LAMB's direction; the ratio is the tensor's.</summary>
    public static double LambDirection(Lamb lamb, double g, double w, double[] s, long t, double weightDecay)
    {
        AdamMoments(lamb, g, s);
        double m = s[0] / (1 - Math.Pow(lamb.Beta1, t));
        double v = s[1] / (1 - Math.Pow(lamb.Beta2, t));
        return (m / (Math.Sqrt(v) + lamb.Epsilon)) + (weightDecay * w);
    }

    private static double Sgd(Sgd sgd, double g, double[] s, long t, double lr)
    {
        if (sgd.Momentum == 0)
        {
            return -lr * g;
        }

        s[0] = t == 1 ? g : (sgd.Momentum * s[0]) + ((1 - sgd.Dampening) * g);
        return -lr * (sgd.Nesterov ? g + (sgd.Momentum * s[0]) : s[0]);
    }

    private static void AdamMoments(AdamFamily adam, double g, double[] s)
    {
        s[0] = (adam.Beta1 * s[0]) + ((1 - adam.Beta1) * g);
        s[1] = (adam.Beta2 * s[1]) + ((1 - adam.Beta2) * g * g);
    }

    private static double Adam(Adam adam, double g, double[] s, long t, double lr)
    {
        AdamMoments(adam, g, s);
        s[2] = Math.Max(s[2], s[1]);
        double v = adam.Amsgrad ? s[2] : s[1];
        double divisor = (Math.Sqrt(v) / Math.Sqrt(1 - Math.Pow(adam.Beta2, t))) + adam.Epsilon;
        return -lr / (1 - Math.Pow(adam.Beta1, t)) * s[0] / divisor;
    }

    private static double NAdam(NAdam nadam, double g, double[] s, long t, double lr)
    {
        AdamMoments(nadam, g, s);
        double Mu(long step) => nadam.Beta1 * (1 - (0.5 * Math.Pow(0.96, step * nadam.MomentumDecay)));
        double product = 1;
        for (long step = 1; step <= t; step++)
        {
            product *= Mu(step);
        }

        double divisor = Math.Sqrt(s[1] / (1 - Math.Pow(nadam.Beta2, t))) + nadam.Epsilon;
        double byGradient = -lr * (1 - Mu(t)) / (1 - product) * g / divisor;
        return byGradient - (lr * Mu(t + 1) / (1 - (product * Mu(t + 1))) * s[0] / divisor);
    }

    private static double RAdam(RAdam radam, double g, double[] s, long t, double lr)
    {
        AdamMoments(radam, g, s);
        double correction2 = 1 - Math.Pow(radam.Beta2, t);
        double m = s[0] / (1 - Math.Pow(radam.Beta1, t));
        double most = (2 / (1 - radam.Beta2)) - 1;
        double rho = most - (2 * t * Math.Pow(radam.Beta2, t) / correction2);
        if (rho <= 5)
        {
            return -lr * m;
        }

        double r = Math.Sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho));
        return -lr * m * r * Math.Sqrt(correction2) / (Math.Sqrt(s[1]) + radam.Epsilon);
    }

    private static double RmsProp(RmsProp rmsProp, double g, double[] s, double lr)
    {
        s[0] = (rmsProp.Alpha * s[0]) + ((1 - rmsProp.Alpha) * g * g);
        s[1] = (rmsProp.Alpha * s[1]) + ((1 - rmsProp.Alpha) * g);
        double spread = rmsProp.Centered ? s[0] - (s[1] * s[1]) : s[0];
        double direction = g / (Math.Sqrt(spread) + rmsProp.Epsilon);
        s[2] = (rmsProp.Momentum * s[2]) + direction;
        return -lr * s[2];
    }

    private static double Adagrad(Adagrad adagrad, double g, double[] s, long t, double lr)
    {
        s[0] = (t == 1 ? adagrad.InitialAccumulatorValue : s[0]) + (g * g);
        return -lr / (1 + ((t - 1) * adagrad.LearningRateDecay)) * g / (Math.Sqrt(s[0]) + adagrad.Epsilon);
    }

    private static double Adadelta(Adadelta adadelta, double g, double[] s, double lr)
    {
        s[0] = (adadelta.Rho * s[0]) + ((1 - adadelta.Rho) * g * g);
        double direction = Math.Sqrt(s[1] + adadelta.Epsilon) / Math.Sqrt(s[0] + adadelta.Epsilon) * g;
        s[1] = (adadelta.Rho * s[1]) + ((1 - adadelta.Rho) * direction * direction);
        return -lr * direction;
    }

    private static double Lion(Lion lion, double g, double[] s, double lr)
    {
        int sign = Math.Sign((lion.Beta1 * s[0]) + ((1 - lion.Beta1) * g));
        s[0] = (lion.Beta2 * s[0]) + ((1 - lion.Beta2) * g);
        return -lr * sign;
    }
}
