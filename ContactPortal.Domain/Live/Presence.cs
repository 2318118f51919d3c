using System.Collections.Concurrent;
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

    private readonly ConcurrentDictionary<Guid, OrganisationCode> tabs = [];
    private readonly ConcurrentDictionary<OrganisationCode, Room> rooms = [];
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
    public ImmutableArray<ContactEditor> In(OrganisationCode organisation) => rooms.TryGetValue(organisation, out var room) ? room.Editors : [];

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
        foreach (var room in rooms.Values)
        {
            foreach (var tab in room.ForgetSilent(oldest))
                tabs.TryRemove(tab, out _);
        }
    }

    /// <summary>Calls back whenever somebody begins or ends to edit in that organisation; from any thread, must be short and never throw.</summary>
    public IDisposable Watch(OrganisationCode organisation, Action changed) => RoomOf(organisation).Watch(changed);

    private void See(OrganisationCode organisation, ContactEditor editor)
    {
        if (tabs.TryGetValue(editor.Tab, out var former) && former != organisation)
            RoomOf(former).Forget(editor.Tab);
        tabs[editor.Tab] = organisation;
        RoomOf(organisation).See(editor, clock.GetUtcNow());
    }

    private OrganisationCode? Forget(Guid tab)
    {
        if (!tabs.TryRemove(tab, out var organisation))
            return null;
        RoomOf(organisation).Forget(tab);
        return organisation;
    }

    private Room RoomOf(OrganisationCode organisation) => rooms.GetOrAdd(organisation, _ => new());

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

    /// <summary>Those who edit in one organisation, and those who look at it.</summary>
    private sealed class Room
    {
        private readonly Listeners<Room> watchers = new();
        private readonly Lock gate = new();
        private readonly Dictionary<Guid, (ContactEditor Editor, DateTimeOffset At)> seen = [];

        public ImmutableArray<ContactEditor> Editors { get; private set; } = [];

        public IDisposable Watch(Action changed) => watchers.Add(_ => changed());

        public void See(ContactEditor editor, DateTimeOffset at)
        {
            lock (gate)
            {
                var isKnown = seen.TryGetValue(editor.Tab, out var before) && before.Editor == editor;
                seen[editor.Tab] = (editor, at);
                if (isKnown)
                    return;
                Arrange();
            }

            watchers.Tell(this);
        }

        public void Forget(Guid tab)
        {
            lock (gate)
            {
                if (!seen.Remove(tab))
                    return;
                Arrange();
            }

            watchers.Tell(this);
        }

        public ImmutableArray<Guid> ForgetSilent(DateTimeOffset oldest)
        {
            ImmutableArray<Guid> silent;
            lock (gate)
            {
                silent = [.. seen.Where(s => s.Value.At < oldest).Select(s => s.Key)];
                if (silent.IsEmpty)
                    return silent;
                foreach (var tab in silent)
                    seen.Remove(tab);
                Arrange();
            }

            watchers.Tell(this);
            return silent;
        }

        // Once for all who look.
        private void Arrange() => Editors = [.. seen.Values.Select(s => s.Editor).OrderBy(e => e.Name, DanishOrder.OfNames).ThenBy(e => e.Tab)];
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
