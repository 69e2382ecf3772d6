using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Every optimizer, with every option that changes its formula.</summary>
internal static class OptimizerCases
{
    public static readonly Dictionary<string, Optimizer> All = new()
    {
        ["SGD"] = new Sgd(0.05),
        ["SGD, weight decay"] = new Sgd(0.05, weightDecay: 0.1),
        ["SGD, decoupled decay"] = new Sgd(0.05, 0.9, weightDecay: 0.1, decoupledWeightDecay: true),
        ["SGD, momentum"] = new Sgd(0.05, 0.9),
        ["SGD, dampening"] = new Sgd(0.05, 0.9, dampening: 0.3, weightDecay: 0.1),
        ["SGD, Nesterov"] = new Sgd(0.05, 0.9, nesterov: true, weightDecay: 0.1),
        ["Adam"] = new Adam(0.01),
        ["Adam, weight decay"] = new Adam(0.01, 0.8, 0.95, 1e-6, weightDecay: 0.1),
        ["Adam, AMSGrad"] = new Adam(0.01, beta2: 0.9, amsgrad: true),
        ["AdamW"] = new AdamW(0.01),
        ["AdamW, AMSGrad"] = new AdamW(0.01, beta2: 0.9, weightDecay: 0.2, amsgrad: true),
        ["RMSprop"] = new RmsProp(),
        ["RMSprop, momentum"] = new RmsProp(0.002, 0.9, 1e-6, weightDecay: 0.1, momentum: 0.9),
        ["RMSprop, centred"] = new RmsProp(0.003, 0.95, centered: true),
        ["RMSprop, centred, momentum"] = new RmsProp(0.002, 0.95, momentum: 0.8, centered: true),
        ["Adagrad"] = new Adagrad(0.1),
        ["Adagrad, all options"] = new Adagrad(0.1, learningRateDecay: 0.01, weightDecay: 0.1, initialAccumulatorValue: 0.5, epsilon: 1e-6),
        ["Adadelta"] = new Adadelta(),
        ["Adadelta, all options"] = new Adadelta(0.5, 0.95, 1e-4, weightDecay: 0.1),
        ["NAdam"] = new NAdam(),
        ["NAdam, weight decay"] = new NAdam(0.01, 0.8, 0.99, weightDecay: 0.1, momentumDecay: 0.02),
        ["NAdam, decoupled decay"] = new NAdam(0.01, weightDecay: 0.1, decoupledWeightDecay: true),
        ["RAdam"] = new RAdam(0.01),
        ["RAdam, weight decay"] = new RAdam(0.01, 0.8, 0.9, weightDecay: 0.1),
        ["RAdam, short memory"] = new RAdam(0.01, beta2: 0.6),
        ["Lion"] = new Lion(0.01),
        ["Lion, weight decay"] = new Lion(0.01, 0.8, 0.95, weightDecay: 0.1),
        ["LAMB"] = new Lamb(0.01),
        ["LAMB, no decay"] = new Lamb(0.01, weightDecay: 0),
        ["LAMB, always adapting"] = new Lamb(0.01, 0.8, 0.95, 1e-4, 0, alwaysAdapt: true),
    };

    public static TheoryData<string> Names => [.. All.Keys];
}
