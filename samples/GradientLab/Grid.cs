using GradientLab.Networks;

namespace GradientLab;

/// <summary>All rows.</summary>
internal static class Grid
{
    public static IReadOnlyList<Trial> All { get; } =
    [
        Trial.Of<Sigmoid5Torch>(5, "sigmoid", "PyTorch", "none"),
        Trial.Of<Sigmoid5TorchNormalised>(5, "sigmoid", "PyTorch", "layer normalisation"),
        Trial.Of<Sigmoid5TorchSkipping>(5, "sigmoid", "PyTorch", "residual"),
        Trial.Of<Sigmoid5Own>(5, "sigmoid", "Xavier", "none"),
        Trial.Of<Sigmoid5OwnNormalised>(5, "sigmoid", "Xavier", "layer normalisation"),
        Trial.Of<Sigmoid5OwnSkipping>(5, "sigmoid", "Xavier", "residual"),
        Trial.Of<Sigmoid30Torch>(30, "sigmoid", "PyTorch", "none"),
        Trial.Of<Sigmoid30TorchNormalised>(30, "sigmoid", "PyTorch", "layer normalisation"),
        Trial.Of<Sigmoid30TorchSkipping>(30, "sigmoid", "PyTorch", "residual"),
        Trial.Of<Sigmoid30Own>(30, "sigmoid", "Xavier", "none"),
        Trial.Of<Sigmoid30OwnNormalised>(30, "sigmoid", "Xavier", "layer normalisation"),
        Trial.Of<Sigmoid30OwnSkipping>(30, "sigmoid", "Xavier", "residual"),
        Trial.Of<Tanh5Torch>(5, "tanh", "PyTorch", "none"),
        Trial.Of<Tanh5TorchNormalised>(5, "tanh", "PyTorch", "layer normalisation"),
        Trial.Of<Tanh5TorchSkipping>(5, "tanh", "PyTorch", "residual"),
        Trial.Of<Tanh5Own>(5, "tanh", "Xavier", "none"),
        Trial.Of<Tanh5OwnNormalised>(5, "tanh", "Xavier", "layer normalisation"),
        Trial.Of<Tanh5OwnSkipping>(5, "tanh", "Xavier", "residual"),
        Trial.Of<Tanh30Torch>(30, "tanh", "PyTorch", "none"),
        Trial.Of<Tanh30TorchNormalised>(30, "tanh", "PyTorch", "layer normalisation"),
        Trial.Of<Tanh30TorchSkipping>(30, "tanh", "PyTorch", "residual"),
        Trial.Of<Tanh30Own>(30, "tanh", "Xavier", "none"),
        Trial.Of<Tanh30OwnNormalised>(30, "tanh", "Xavier", "layer normalisation"),
        Trial.Of<Tanh30OwnSkipping>(30, "tanh", "Xavier", "residual"),
        Trial.Of<Relu5Torch>(5, "ReLU", "PyTorch", "none"),
        Trial.Of<Relu5TorchNormalised>(5, "ReLU", "PyTorch", "layer normalisation"),
        Trial.Of<Relu5TorchSkipping>(5, "ReLU", "PyTorch", "residual"),
        Trial.Of<Relu5Own>(5, "ReLU", "He", "none"),
        Trial.Of<Relu5OwnNormalised>(5, "ReLU", "He", "layer normalisation"),
        Trial.Of<Relu5OwnSkipping>(5, "ReLU", "He", "residual"),
        Trial.Of<Relu30Torch>(30, "ReLU", "PyTorch", "none"),
        Trial.Of<Relu30TorchNormalised>(30, "ReLU", "PyTorch", "layer normalisation"),
        Trial.Of<Relu30TorchSkipping>(30, "ReLU", "PyTorch", "residual"),
        Trial.Of<Relu30Own>(30, "ReLU", "He", "none"),
        Trial.Of<Relu30OwnNormalised>(30, "ReLU", "He", "layer normalisation"),
        Trial.Of<Relu30OwnSkipping>(30, "ReLU", "He", "residual"),
    ];
}
