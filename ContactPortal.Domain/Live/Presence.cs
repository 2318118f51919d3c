using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Live;

/// <summary>A tab in which somebody edits a contact.</summary>
/// <param name="Tab">The tab's own id: one person's two tabs count as two (K13).</param>
/// <param name="PersonId">The person's UUID.</param>
/// <param name="Name">The person's name.</param>
/// <param name="ContactId">The contact.</param>
public sealed record ContactEditor(Guid Tab, Guid PersonId, string Name, Guid ContactId);

/// <summary>
/// Who edits which contact right now (K13), in whatever process. Nobody is locked out by it and nothing of it is stored: a tab says so
/// again every few seconds, and one that no longer does is forgotten, as are the tabs of a process that is gone.
/// </summary>
public sealed class Presence
{
    /// <summary>How often a tab says that it is still there.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(4);

    /// <summary>After what silence a tab is forgotten. With <see cref="Sweep"/> every two seconds a closed lid is gone within 15.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(11);

    private sealed record Seen(ContactEditor Editor, DateTimeOffset At);

    private ImmutableDictionary<Guid, (OrganisationCode Organisation, Seen Seen)> tabs =
        ImmutableDictionary<Guid, (OrganisationCode, Seen)>.Empty;

    private readonly Listeners<OrganisationCode> watchers = new();
    private readonly TimeProvider clock;
    private readonly Wire wire;

    /// <summary>Nobody edits yet, as far as this process has heard.</summary>
    public Presence(TimeProvider clock, Wire wire)
    {
        (this.clock, this.wire) = (clock, wire);

        // For as long as the wire itself lives.
        _ = wire.Listen(WireTopics.Presence, Hear);
    }

    /// <summary>Who edits contacts of that organisation, by name.</summary>
    public ImmutableArray<ContactEditor> In(OrganisationCode organisation) =>
        [.. tabs.Values.Where(t => t.Organisation == organisation).Select(t => t.Seen.Editor).OrderBy(e => e.Name, DanishOrder.OfNames).ThenBy(e => e.Tab)];

    /// <summary>A tab of this process edits a contact, or still does.</summary>
    public void Edits(OrganisationCode organisation, ContactEditor editor)
    {
        See(organisation, editor);
        Say(new(organisation.Value, editor, editor.Tab));
    }

    /// <summary>A tab of this process edits nothing any more.</summary>
    public void Leaves(Guid tab)
    {
        if (Forget(tab) is { } organisation)
            Say(new(organisation.Value, null, tab));
    }

    /// <summary>Forgets the tabs that have not been heard of for too long; every process does so by itself.</summary>
    public void Sweep()
    {
        var oldest = clock.GetUtcNow() - Silence;
        foreach (var tab in tabs.Where(t => t.Value.Seen.At < oldest).Select(t => t.Key))
            Forget(tab);
    }

    /// <summary>Calls back whenever somebody begins or ends to edit in that organisation; from any thread, must be short and never throw.</summary>
    public IDisposable Watch(OrganisationCode organisation, Action changed) => watchers.Add(told =>
    {
        if (told == organisation)
            changed();
    });

    private void See(OrganisationCode organisation, ContactEditor editor)
    {
        var news = tabs.GetValueOrDefault(editor.Tab).Seen?.Editor != editor;
        ImmutableInterlocked.AddOrUpdate(
            ref tabs, editor.Tab, _ => (organisation, new(editor, clock.GetUtcNow())), (_, _) => (organisation, new(editor, clock.GetUtcNow())));
        if (news)
            Tell(organisation);
    }

    private OrganisationCode? Forget(Guid tab)
    {
        if (!ImmutableInterlocked.TryRemove(ref tabs, tab, out var left))
            return null;
        Tell(left.Organisation);
        return left.Organisation;
    }

    private void Tell(OrganisationCode organisation) => watchers.Tell(organisation);

    private void Say(PresenceWord word) => wire.Say(WireTopics.Presence, JsonSerializer.Serialize(word, PresenceJson.Default.PresenceWord));

    private void Hear(string body)
    {
        if (PresenceWord.Read(body) is not { } word)
            return;
        if (word.Editor is { } editor)
            See(new(word.Organisation), editor);
        else
            Forget(word.Tab);
    }
}

/// <summary>What one process tells the others of a tab.</summary>
/// <param name="Organisation">The organisation's code.</param>
/// <param name="Editor">Who edits what in it; null when nobody does any more.</param>
/// <param name="Tab">The tab.</param>
internal sealed record PresenceWord(int Organisation, ContactEditor? Editor, Guid Tab)
{
    /// <summary>Reads what another process said; null when a newer one says it in another way.</summary>
    public static PresenceWord? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, PresenceJson.Default.PresenceWord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PresenceWord))]
internal sealed partial class PresenceJson : JsonSerializerContext;
