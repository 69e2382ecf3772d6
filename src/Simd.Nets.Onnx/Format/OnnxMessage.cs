using System.Buffers.Binary;

namespace Simd.Nets.Onnx;

/// <summary>The messages of ONNX's onnx.proto, by its field numbers.</summary>
internal static class OnnxMessage
{
    private const int IrVersion = 8;
    private const int OperatorSet = 17;
    private const int TypeOfFloat = 1;
    private const int TypeOfInt64 = 7;
    private const string Producer = "Simd.Nets";

    /// <summary>The whole file.</summary>
    public static byte[] Model(OnnxGraph graph)
    {
        var model = new ProtobufWriter();
        model.Number(1, IrVersion);
        model.Text(2, Producer);
        model.Message(7, message => Graph(message, graph));
        model.Message(8, message => message.Number(2, OperatorSet));
        return model.Written.ToArray();
    }

    private static void Graph(ProtobufWriter writer, OnnxGraph graph)
    {
        foreach (OnnxNode node in graph.Nodes)
        {
            writer.Message(1, message => Node(message, node));
        }

        writer.Text(2, graph.Name);
        foreach (OnnxTensor tensor in graph.Tensors)
        {
            writer.Message(5, message => Tensor(message, tensor));
        }

        writer.Message(11, message => Value(message, graph.Input));
        writer.Message(12, message => Value(message, graph.Output));
    }

    private static void Node(ProtobufWriter writer, OnnxNode node)
    {
        foreach (string input in node.Inputs)
        {
            writer.Text(1, input);
        }

        writer.Text(2, node.Output);
        writer.Text(3, node.Output);
        writer.Text(4, node.Type);
        foreach (OnnxAttribute attribute in node.Attributes)
        {
            writer.Message(5, message => Attribute(message, attribute));
        }
    }

    private static void Attribute(ProtobufWriter writer, OnnxAttribute attribute)
    {
        writer.Text(1, attribute.Name);
        if (attribute.Real is { } real)
        {
            writer.Number(2, real);
            writer.Number(20, 1);
        }
        else if (attribute.Number is { } number)
        {
            writer.Number(3, number);
            writer.Number(20, 2);
        }
        else
        {
            foreach (long each in attribute.Numbers)
            {
                writer.Number(8, each);
            }

            writer.Number(20, 7);
        }
    }

    private static void Tensor(ProtobufWriter writer, OnnxTensor tensor)
    {
        foreach (long length in tensor.Shape)
        {
            writer.Number(1, length);
        }

        writer.Number(2, tensor.Reals is null ? TypeOfInt64 : TypeOfFloat);
        writer.Text(8, tensor.Name);
        writer.Bytes(9, Raw(tensor));
    }

    private static byte[] Raw(OnnxTensor tensor)
    {
        ReadOnlySpan<float> reals = tensor.Reals;
        ReadOnlySpan<long> numbers = tensor.Numbers;
        var bytes = new byte[(reals.Length * sizeof(float)) + (numbers.Length * sizeof(long))];
        for (int i = 0; i < reals.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), reals[i]);
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), numbers[i]);
        }

        return bytes;
    }

    // The batch has a name, the other axes a size.
    private static void Value(ProtobufWriter writer, OnnxValue value)
    {
        writer.Text(1, value.Name);
        writer.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Number(1, TypeOfFloat);
            tensor.Message(2, shape =>
            {
                shape.Message(1, axis => axis.Text(2, "batch"));
                foreach (int length in value.Shape)
                {
                    shape.Message(1, axis => axis.Number(1, length));
                }
            });
        }));
    }
}
