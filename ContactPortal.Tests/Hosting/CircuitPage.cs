namespace ContactPortal.Tests.Hosting;

/// <summary>The element tree of a live page, with attributes and event handlers, built from the server's render batches.</summary>
internal sealed class CircuitPage
{
    private readonly Dictionary<int, Node> components = [];
    private readonly List<Node> roots = [];

    /// <summary>Applies a render batch.</summary>
    public void Apply(RenderBatch batch)
    {
        lock (components)
        {
            foreach (var (component, edits) in batch.UpdatedComponents())
                Apply(batch, ComponentOf(component), edits);
        }
    }

    /// <summary>The handler of an event of the element with that attribute; 0 when there is none.</summary>
    public ulong Handler(string eventName, string attribute, string value)
    {
        lock (components)
        {
            return roots.SelectMany(Within)
                .FirstOrDefault(node => node.Attributes.GetValueOrDefault(attribute) == value && node.Handlers.ContainsKey(eventName))
                ?.Handlers[eventName] ?? 0;
        }
    }

    private static IEnumerable<Node> Within(Node node) => [node, .. node.Children.SelectMany(Within)];

    private Node ComponentOf(int id)
    {
        if (components.TryGetValue(id, out var known))
            return known;

        // Nested components are added by their parent's edits first; this one is a root.
        roots.Add(components[id] = new());
        return components[id];
    }

    private void Apply(RenderBatch batch, Node root, IEnumerable<RenderBatch.Edit> edits)
    {
        var path = new Stack<Node>([root]);
        List<(int From, int To)> moves = [];
        foreach (var edit in edits)
        {
            var at = path.Peek();
            switch (edit.Type)
            {
                case EditType.PrependFrame:
                    Insert(batch, at, edit.Sibling, edit.Other);
                    break;
                case EditType.RemoveFrame:
                    at.Children.RemoveAt(edit.Sibling);
                    break;
                case EditType.SetAttribute:
                    Set(batch, at.Children[edit.Sibling], batch[edit.Other]);
                    break;
                case EditType.RemoveAttribute:
                    at.Children[edit.Sibling].Remove(batch.Text(edit.Attribute)!);
                    break;
                case EditType.StepIn:
                    path.Push(at.Children[edit.Sibling]);
                    break;
                case EditType.StepOut:
                    path.Pop();
                    break;
                case EditType.PermutationListEntry:
                    moves.Add((edit.Sibling, edit.Other));
                    break;
                case EditType.PermutationListEnd:
                    var before = at.Children.ToList();
                    moves.ForEach(move => at.Children[move.To] = before[move.From]);
                    moves.Clear();
                    break;
                case EditType.UpdateText or EditType.UpdateMarkup:
                    break;
                default:
                    throw new InvalidOperationException($"The render batch has an edit of an unknown type: {edit}");
            }
        }
    }

    /// <returns>How many siblings were added; 0 for frames that make no node.</returns>
    private int Insert(RenderBatch batch, Node parent, int sibling, int index)
    {
        var frame = batch[index];
        switch (frame.Type)
        {
            case FrameType.Region:
                return InsertAll(batch, parent, sibling, index + 1, index + frame.Length);
            case FrameType.Component:
                parent.Children.Insert(sibling, components[frame.Second] = new());
                return 1;
            case FrameType.Text or FrameType.Markup:
                parent.Children.Insert(sibling, new());
                return 1;
            case FrameType.Element:
                var element = new Node();
                parent.Children.Insert(sibling, element);
                var first = index + 1;
                for (; first < index + frame.Length && batch[first].Type == FrameType.Attribute; first++)
                    Set(batch, element, batch[first]);
                InsertAll(batch, element, 0, first, index + frame.Length);
                return 1;
            default:
                return 0;
        }
    }

    private int InsertAll(RenderBatch batch, Node parent, int sibling, int from, int to)
    {
        var inserted = 0;
        for (var i = from; i < to; i += batch[i].Length)
            inserted += Insert(batch, parent, sibling + inserted, i);
        return inserted;
    }

    private static void Set(RenderBatch batch, Node element, RenderBatch.Frame attribute)
    {
        var name = batch.Text(attribute.First)!;
        if (attribute.Handler > 0)
            element.Handlers[name] = attribute.Handler;
        else
            element.Attributes[name] = batch.Text(attribute.Second);
    }

    private sealed class Node
    {
        public List<Node> Children { get; } = [];

        public Dictionary<string, string?> Attributes { get; } = [];

        public Dictionary<string, ulong> Handlers { get; } = [];

        public void Remove(string name)
        {
            Attributes.Remove(name);
            Handlers.Remove(name);
        }
    }
}
