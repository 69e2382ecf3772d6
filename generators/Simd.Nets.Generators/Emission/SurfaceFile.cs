using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>
/// The members a user sees, and those that <c>INetwork</c> asks for. A declaration that is wrong gets the same members with throwing
/// bodies, so that its own error is the only one in the build.
/// </summary>
internal sealed class SurfaceFile(NetworkDeclaration declaration, Schedule? schedule)
{
    private readonly string name = declaration.Name;
    private readonly string element = declaration.ElementType == ElementType.Float32 ? "float" : "double";

    public string Write() => SourceFile.Write(
        declaration,
        code =>
        {
            code.Lines(Members());
            code.Line();
            code.Lines(schedule is null ? ThrowingPasses() : new PassesFile(declaration, schedule, element).Dispatch());
        },
        $" : {Names.Nets}INetwork<{name}, {element}>",
        Documentation());

    private string Documentation() => schedule is null
        ? ""
        : $"""
            /// <remarks>
            /// <code>
            {string.Join("\n", SummaryTable.Write(name, schedule.Graph, element).Split('\n').Select(line => "/// " + line))}
            /// </code>
            /// </remarks>
            """;

    private string Members() => $$"""
        private readonly {{Names.Nets}}NetworkRuntime<{{name}}, {{element}}> runtime;

        /// <summary>
        /// A network whose weights are drawn from <paramref name="seed"/>: equal seeds give equal weights on the same platform.
        /// </summary>
        public {{name}}(ulong seed = 0) => {{Body($"runtime = new {Names.Nets}NetworkRuntime<{name}, {element}>(seed)")}};

        private {{name}}({{Names.Nets}}NetworkRuntime<{{name}}, {{element}}> runtime) => this.runtime = runtime;

        /// <summary>Sizes and tensors, known since the network was compiled.</summary>
        public static {{Names.Nets}}NetworkSchema Schema => {{Body("Compiled.Schema")}};

        static {{Names.Nets}}LayerStack {{Names.Nets}}INetwork<{{name}}, {{element}}>.Declaration => {{Body("Layers")}};

        {{Names.Nets}}NetworkRuntime<{{name}}, {{element}}> {{Names.Nets}}INetwork<{{name}}, {{element}}>.Runtime => runtime;

        /// <summary>The parameters by name, read and written in their logical shapes: {{FirstTensors()}}.</summary>
        public {{Names.Nets}}NetworkTensors<{{element}}> Tensors => runtime.Tensors;

        /// <summary>Running statistics by name, read and written in their logical shapes.</summary>
        public {{Names.Nets}}NetworkTensors<{{element}}> StateTensors => runtime.StateTensors;

        /// <summary>All parameters as they lie in memory, padding included (it is zero and must stay so).</summary>
        public {{Names.Span}}<{{element}}> Parameters => runtime.Parameters;

        /// <summary>The gradients of the last backward pass, laid out as <see cref="Parameters"/>.</summary>
        /// <exception cref="{{Names.InvalidOperationException}}">A trainer's step used those of large weights up: see its
        /// <c>KeepGradients</c>.</exception>
        public {{Names.Span}}<{{element}}> Gradients => runtime.Gradients;

        static {{name}} {{Names.Nets}}INetwork<{{name}}, {{element}}>.Create(ulong seed) => new(seed);

        /// <summary>Writes the outputs of a batch{{Logits()}}. Safe from many threads at once.</summary>
        /// <param name="inputs">batch × {{Inputs()}} numbers, dense rows.</param>
        /// <param name="outputs">batch × {{Outputs()}} numbers, dense rows.</param>
        /// <exception cref="{{Names.ArgumentException}}">A length does not fit, or the spans overlap.</exception>
        public void Predict({{Names.ReadOnlySpan}}<{{element}}> inputs, {{Names.Span}}<{{element}}> outputs) =>
            runtime.Predict(inputs, outputs);

        /// <summary>Writes the softmax of the outputs. Safe from many threads at once.</summary>
        /// <param name="inputs">batch × {{Inputs()}} numbers, dense rows.</param>
        /// <param name="probabilities">batch × {{Outputs()}} numbers; each row sums to one.</param>
        /// <exception cref="{{Names.ArgumentException}}">A length does not fit, or a sample leads to NaN.</exception>
        /// <exception cref="{{Names.InvalidOperationException}}">The loss does not take logits of classes.</exception>
        public void PredictProbabilities({{Names.ReadOnlySpan}}<{{element}}> inputs, {{Names.Span}}<{{element}}> probabilities) =>
            runtime.PredictProbabilities(inputs, probabilities);

        /// <summary>Writes the index of each sample's largest output. Safe from many threads at once.</summary>
        /// <param name="inputs">batch × {{Inputs()}} numbers, dense rows.</param>
        /// <param name="classes">One a sample.</param>
        /// <exception cref="{{Names.ArgumentException}}">A length does not fit, or a sample leads to NaN.</exception>
        public void Classify({{Names.ReadOnlySpan}}<{{element}}> inputs, {{Names.Span}}<int> classes) => runtime.Classify(inputs, classes);

        /// <summary>
        /// The forward half of a training step whose loss is the caller's: writes the outputs and keeps what
        /// <see cref="Backward({{ReadOnlyCref}}, {{ReadOnlyCref}}, {{Cref}}, bool)"/> needs.
        /// </summary>
        /// <param name="inputs">batch × {{Inputs()}} numbers, dense rows.</param>
        /// <param name="outputs">batch × {{Outputs()}} numbers, dense rows.</param>
        /// <exception cref="{{Names.ArgumentException}}">A length does not fit, the spans overlap, or a batch of one meets batch
        /// normalisation.</exception>
        public void Forward({{Names.ReadOnlySpan}}<{{element}}> inputs, {{Names.Span}}<{{element}}> outputs) =>
            runtime.Forward(inputs, outputs);

        /// <summary>
        /// The backward half: overwrites <see cref="Gradients"/>, or adds to them, from the gradient of the outputs that
        /// <see cref="Forward({{ReadOnlyCref}}, {{Cref}})"/> wrote.
        /// </summary>
        /// <param name="inputs">The inputs of that forward pass.</param>
        /// <param name="outputGradients">batch × {{Outputs()}} numbers: the derivative of the loss that is minimised.</param>
        /// <param name="inputGradients">batch × {{Inputs()}} numbers to write the gradient of the inputs to, or empty.</param>
        /// <param name="accumulate">Whether to add to the gradients that are there.</param>
        /// <exception cref="{{Names.ArgumentException}}">A length does not fit the forward pass, or spans overlap.</exception>
        /// <exception cref="{{Names.InvalidOperationException}}">No forward pass went before.</exception>
        public void Backward(
            {{Names.ReadOnlySpan}}<{{element}}> inputs,
            {{Names.ReadOnlySpan}}<{{element}}> outputGradients,
            {{Names.Span}}<{{element}}> inputGradients = default,
            bool accumulate = false) =>
            runtime.Backward(inputs, outputGradients, inputGradients, accumulate);

        /// <summary>Forgets the running statistics of forward passes that no step of a trainer has accepted.</summary>
        public void DiscardState() => runtime.DiscardState();

        /// <summary>What dropout's masks are drawn with, besides the number of the pass; at first the seed of the weights.</summary>
        public ulong RandomSeed
        {
            get => runtime.RandomSeed;
            set => runtime.RandomSeed = value;
        }

        /// <summary>A network of its own with equal parameters and running statistics, whose masks go on as this one's do.</summary>
        public {{name}} Clone() => {{Body($"new(new {Names.Nets}NetworkRuntime<{name}, {element}>(runtime))")}};

        /// <summary>Takes over the parameters and the running statistics of another network.</summary>
        public void CopyFrom({{name}} source)
        {
            {{Names.ArgumentNullException}}.ThrowIfNull(source);
            runtime.CopyFrom(source.runtime);
        }

        /// <summary>
        /// A step of the parameters and the state towards those of another network, as target networks take it:
        /// <c>target ← target + tau · (source − target)</c>.
        /// </summary>
        /// <param name="source">What is followed.</param>
        /// <param name="tau">From 0, which changes nothing, to 1, which copies.</param>
        /// <exception cref="{{Names.ArgumentOutOfRangeException}}"><paramref name="tau"/> is outside that range.</exception>
        public void Lerp({{name}} source, double tau)
        {
            {{Names.ArgumentNullException}}.ThrowIfNull(source);
            runtime.Lerp(source.runtime, tau);
        }

        /// <summary>Writes parameters and running statistics to a safetensors file, whole or not at all; PyTorch reads it, too.</summary>
        /// <param name="path">Where; a file that is there is replaced.</param>
        /// <exception cref="{{Names.IOException}}">It cannot be written.</exception>
        public void Save(string path) => runtime.Save(path);

        /// <summary>A network with the parameters and running statistics of a safetensors file.</summary>
        /// <param name="path">A file of this network, from here or from PyTorch.</param>
        /// <exception cref="{{Names.Nets}}NetworkFileException">The file is damaged, or of another network.</exception>
        /// <exception cref="{{Names.IOException}}">It cannot be read.</exception>
        public static {{name}} Load(string path) => {{Body($"new({Names.Nets}NetworkRuntime<{name}, {element}>.Load(path))")}};

        /// <summary>Takes over parameters and running statistics from a safetensors file.</summary>
        /// <param name="path">A file of this network, from here or from PyTorch.</param>
        /// <exception cref="{{Names.Nets}}NetworkFileException">The file is damaged, or of another network; this one is as it was.</exception>
        /// <exception cref="{{Names.IOException}}">It cannot be read.</exception>
        public void LoadWeights(string path) => runtime.LoadWeights(path);

        /// <summary>The table of layers, shapes, parameters and floating-point operations.</summary>
        public static string Summary() => Schema.Summary;
        """;

    private string ThrowingPasses() =>
        string.Join("\n\n", PassSignature.All(name, element).Select(pass => $"{pass.Member} =>\n    {Body("")};"));

    private string Body(string expression) =>
        schedule is null ? $"throw new {Names.InvalidOperationException}(\"The declaration of this network has errors.\")" : expression;

    private string FirstTensors() => schedule is null
        ? ""
        : DocumentationText.Escape(string.Join(", ", schedule.Graph.Tensors.Take(2).Select(tensor => tensor.Name)))
            + (schedule.Graph.Tensors.Count > 2 ? ", …" : "");

    private string Cref => $"{Names.Span}{{{element}}}";

    private string ReadOnlyCref => $"{Names.ReadOnlySpan}{{{element}}}";

    private string Logits() => schedule?.Graph.Loss is { TakesLabels: true } ? " (logits: no softmax)" : "";

    private string Inputs() => Number(schedule?.Graph.InputWidth);

    private string Outputs() => Number(schedule?.Graph.OutputWidth);

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
