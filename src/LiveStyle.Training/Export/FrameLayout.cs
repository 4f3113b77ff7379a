using LiveStyle.OnnxFormat;
using static LiveStyle.Training.Export.OnnxGraph;

namespace LiveStyle.Training.Export;

/// <summary>
/// Between a frame's bytes, [1,H,W,3], and the planes that the network works on, [1,3·b²,H/b,W/b] (b×b pixels a block,
/// b = 1 for whole pixels). Everything is moved as bytes, a quarter of what floats would be.
/// </summary>
sealed class FrameLayout(OnnxGraph graph, TransformArchitecture architecture)
{
    readonly int side = architecture.BlockSide;

    /// <summary>Bytes [1,H,W,3] → bytes [1,3·b²,H/b,W/b], extended (mirrored) to the architecture's multiple.</summary>
    public string ToPlanes(string frame)
    {
        if (side == 1)
        {
            return graph.Node("frame.planes", "Transpose", [frame], Attribute("perm", [0, 3, 1, 2]));
        }

        string rows = graph.Node("frame.blockRows", "Reshape", [Extend(frame), Shape("frame.rowShape", "frame.extended", 1, -1, side, null, 3 * side)]);
        string blocks = graph.Node("frame.blocks", "Transpose", [rows], Attribute("perm", [0, 1, 3, 2, 4]));
        string pixels = graph.Node("frame.pixels", "Reshape", [blocks, Shape("frame.pixelShape", "frame.extended", 1, -1, null, 3 * side * side)]);
        string planes = graph.Node("frame.interleaved", "Transpose", [pixels], Attribute("perm", [0, 3, 1, 2]));
        return graph.Node("frame.planes", "Gather", [planes, graph.Constant("frame.order", Order(colorsFirst: true))], Attribute("axis", 1L));
    }

    /// <summary>The way back, cut to the frame's own size; the node's output is "stylized".</summary>
    public void ToPixels(string planes, string frame)
    {
        if (side == 1)
        {
            graph.Node("stylized", "Transpose", [planes], Attribute("perm", [0, 2, 3, 1]));
            return;
        }

        string interleaved = graph.Node("stylized.interleaved", "Gather", [planes, graph.Constant("stylized.order", Order(colorsFirst: false))], Attribute("axis", 1L));
        string pixels = graph.Node("stylized.pixels", "Transpose", [interleaved], Attribute("perm", [0, 2, 3, 1]));
        string blocks = graph.Node("stylized.blocks", "Reshape", [pixels, Shape("stylized.blockShape", "frame.extended", 1, -1, null, side, 3 * side)]);
        string rows = graph.Node("stylized.rows", "Transpose", [blocks], Attribute("perm", [0, 1, 3, 2, 4]));
        string whole = graph.Node("stylized.whole", "Reshape", [rows, graph.Node("stylized.shape", "Shape", ["frame.extended"])]);
        string ends = graph.Node("stylized.ends", "Shape", [frame], Attribute("start", 1L), Attribute("end", 3L));
        graph.Node("stylized", "Slice", [whole, graph.Constant("stylized.starts", [0, 0]), ends, graph.Constant("stylized.axes", [1, 2])]);
    }

    /// <summary>Mirrors the frame's last rows and columns up to the multiple.</summary>
    string Extend(string frame)
    {
        string size = graph.Node("frame.size", "Shape", [frame], Attribute("start", 1L), Attribute("end", 3L));
        string multiple = graph.Constant("frame.multiple", [architecture.SizeMultiple]);
        string over = graph.Node("frame.over", "Mod", [size, multiple]);
        string missing = graph.Node("frame.missing", "Mod", [graph.Node("frame.under", "Sub", [multiple, over]), multiple]);
        string border = graph.Node("frame.border", "Concat", [graph.Constant("frame.before", [0, 0, 0, 0, 0]), missing, graph.Constant("frame.colors", [0])], Attribute("axis", 0L));
        return graph.Node("frame.extended", "Pad", [frame, border], Attribute("mode", "reflect"));
    }

    /// <summary>Extents as a shape; null stands for the blocks in a row of <paramref name="whole"/>.</summary>
    string Shape(string node, string whole, params ReadOnlySpan<long?> extents)
    {
        var parts = new List<string>();
        for (int i = 0; i < extents.Length; i++)
        {
            parts.Add(extents[i] is { } extent
                ? graph.Constant($"{node}.{i}", [extent])
                : graph.Node($"{node}.{i}", "Div", [graph.Node(node + ".columns", "Shape", [whole], Attribute("start", 2L), Attribute("end", 3L)), graph.Constant(node + ".side", [side])]));
        }

        return graph.Node(node, "Concat", [.. parts], Attribute("axis", 0L));
    }

    /// <summary>Plane c·b² + pixel is pixel·3 + c of the interleaved ones, and the reverse.</summary>
    long[] Order(bool colorsFirst)
    {
        int pixels = side * side;
        return [.. Enumerable.Range(0, 3 * pixels).Select(i => (long)(colorsFirst ? i % pixels * 3 + i / pixels : i % 3 * pixels + i / 3))];
    }
}
