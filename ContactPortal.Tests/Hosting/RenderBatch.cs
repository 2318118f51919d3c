using System.Buffers.Binary;
using System.Text;

namespace ContactPortal.Tests.Hosting;

/// <summary>What a piece of a live page is.</summary>
internal enum FrameType
{
    Element = 1,
    Text = 2,
    Attribute = 3,
    Component = 4,
    Region = 5,
    Markup = 8,
}

/// <summary>What is done to a live page.</summary>
internal enum EditType
{
    PrependFrame = 1,
    RemoveFrame = 2,
    SetAttribute = 3,
    RemoveAttribute = 4,
    UpdateText = 5,
    StepIn = 6,
    StepOut = 7,
    UpdateMarkup = 8,
    PermutationListEntry = 9,
    PermutationListEnd = 10,
}

/// <summary>A drawing as the server sends it: edits of components, and the frames that they speak of.</summary>
internal sealed class RenderBatch(byte[] bytes)
{
    private const int FrameSize = 20;
    private const int EditSize = 16;
    private const int OffsetsSize = 20;

    // It ends with five offsets: components, frames, two lists of what is gone, and strings.
    private int Components => Number(bytes.Length - OffsetsSize);

    private int Frames => Number(bytes.Length - OffsetsSize + 4);

    private int Strings => Number(bytes.Length - 4);

    /// <summary>How many frames there are.</summary>
    public int FrameCount => Number(Frames);

    /// <summary>Each component that is drawn, with its edits.</summary>
    public IEnumerable<(int Component, IEnumerable<Edit> Edits)> Drawn()
    {
        for (var i = 0; i < Number(Components); i++)
        {
            var at = Number(Components + 4 + (4 * i));
            yield return (Number(at), Enumerable.Range(0, Number(at + 4)).Select(e => EditAt(at + 8 + (EditSize * e))));
        }
    }

    /// <summary>A frame by its number.</summary>
    public Frame this[int index]
    {
        get
        {
            var at = Frames + 4 + (FrameSize * index);
            return new(
                (FrameType)Number(at), Number(at + 4), Number(at + 8),
                BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at + 12)));
        }
    }

    /// <summary>A string by its number; null for none.</summary>
    public string? Text(int index)
    {
        if (index < 0)
            return null;
        var at = Number(Strings + (index * 4));
        var (length, shift) = (0, 0);
        byte part;
        do
        {
            part = bytes[at++];
            length |= (part & 0x7f) << shift;
            shift += 7;
        }
        while ((part & 0x80) != 0);
        return Encoding.UTF8.GetString(bytes, at, length);
    }

    private Edit EditAt(int at) => new((EditType)Number(at), Number(at + 4), Number(at + 8), Number(at + 12));

    private int Number(int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    /// <summary>A frame: what its two numbers mean depends on its type.</summary>
    internal readonly record struct Frame(FrameType Type, int First, int Second, ulong Handler)
    {
        /// <summary>How many frames it is with all within it.</summary>
        public int Length => Type is FrameType.Element or FrameType.Component or FrameType.Region ? First : 1;
    }

    /// <summary>An edit: at which sibling, and the frame, the place or the attribute that it speaks of.</summary>
    internal readonly record struct Edit(EditType Type, int Sibling, int Other, int Attribute);
}
