using System.Buffers.Binary;
using System.Text;

namespace ContactPortal.Tests.Hosting;

/// <summary>The type of a render tree frame.</summary>
internal enum FrameType
{
    Element = 1,
    Text = 2,
    Attribute = 3,
    Component = 4,
    Region = 5,
    Markup = 8,
}

/// <summary>The type of a render tree edit.</summary>
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

/// <summary>A render batch in the wire format of Blazor: edits by component, and the frames they refer to.</summary>
internal sealed class RenderBatch(byte[] bytes)
{
    private const int FrameSize = 20;
    private const int EditSize = 16;
    private const int OffsetsSize = 20;

    // The last 20 bytes are five offsets: updated components, frames, two lists of disposed ids, and strings.
    private int Components => Number(bytes.Length - OffsetsSize);

    private int Frames => Number(bytes.Length - OffsetsSize + 4);

    private int Strings => Number(bytes.Length - 4);

    /// <summary>The number of frames.</summary>
    public int FrameCount => Number(Frames);

    /// <summary>The updated components, with their edits.</summary>
    public IEnumerable<(int Component, IEnumerable<Edit> Edits)> UpdatedComponents()
    {
        for (var i = 0; i < Number(Components); i++)
        {
            var at = Number(Components + 4 + (4 * i));
            yield return (Number(at), Enumerable.Range(0, Number(at + 4)).Select(e => EditAt(at + 8 + (EditSize * e))));
        }
    }

    /// <summary>The frame at an index.</summary>
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

    /// <summary>The string at an index; null for a negative one.</summary>
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

    /// <summary>A frame; the meaning of its two numbers depends on its type.</summary>
    internal readonly record struct Frame(FrameType Type, int First, int Second, ulong Handler)
    {
        /// <summary>The number of frames including all nested ones.</summary>
        public int Length => Type is FrameType.Element or FrameType.Component or FrameType.Region ? First : 1;
    }

    /// <summary>An edit: the sibling it applies to, and the frame, position or attribute it refers to.</summary>
    internal readonly record struct Edit(EditType Type, int Sibling, int Other, int Attribute);
}
