using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Presence;

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
public sealed class PresenceTracker
{
    /// <summary>How often a tab says that it is still there.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(4);

    /// <summary>After what silence a tab is forgotten. With <see cref="RemoveExpired"/> every two seconds a closed lid is gone within 15.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(11);

    private readonly ConcurrentDictionary<Guid, OrganisationCode> tabs = [];
    private readonly ConcurrentDictionary<OrganisationCode, OrganisationEntry> entries = [];
    private readonly TimeProvider clock;
    private readonly Backplane backplane;

    /// <summary>Nobody edits yet, as far as this process has heard.</summary>
    public PresenceTracker(TimeProvider clock, Backplane backplane)
    {
        (this.clock, this.backplane) = (clock, backplane);

        // For as long as the wire itself lives.
        _ = backplane.Subscribe(BackplaneTopics.Presence, ReceiveMessage);
    }

    /// <summary>Who edits contacts of that organisation, by name.</summary>
    public ImmutableArray<ContactEditor> GetEditors(OrganisationCode organisation) => entries.TryGetValue(organisation, out var room) ? room.Editors : [];

    /// <summary>A tab of this process edits a contact, or still does.</summary>
    public void Set(OrganisationCode organisation, ContactEditor editor)
    {
        Receive(organisation, editor);
        Publish(new(organisation.Value, editor, editor.Tab));
    }

    /// <summary>A tab of this process edits nothing any more.</summary>
    public void Clear(Guid tab)
    {
        if (Remove(tab) is { } organisation)
            Publish(new(organisation.Value, null, tab));
    }

    /// <summary>Forgets the tabs that have not been heard of for too long; every process does so by itself.</summary>
    public void RemoveExpired()
    {
        var oldest = clock.GetUtcNow() - Timeout;
        foreach (var room in entries.Values)
        {
            foreach (var tab in room.RemoveExpired(oldest))
                tabs.TryRemove(tab, out _);
        }
    }

    /// <summary>Calls back whenever somebody begins or ends to edit in that organisation; from any thread, must be short and never throw.</summary>
    public IDisposable Subscribe(OrganisationCode organisation, Action changed) => GetEntry(organisation).Subscribe(changed);

    private void Receive(OrganisationCode organisation, ContactEditor editor)
    {
        if (tabs.TryGetValue(editor.Tab, out var former) && former != organisation)
            GetEntry(former).Remove(editor.Tab);
        tabs[editor.Tab] = organisation;
        GetEntry(organisation).Receive(editor, clock.GetUtcNow());
    }

    private OrganisationCode? Remove(Guid tab)
    {
        if (!tabs.TryRemove(tab, out var organisation))
            return null;
        GetEntry(organisation).Remove(tab);
        return organisation;
    }

    private OrganisationEntry GetEntry(OrganisationCode organisation) => entries.GetOrAdd(organisation, _ => new());

    private void Publish(PresenceMessage word) => backplane.Publish(BackplaneTopics.Presence, JsonSerializer.Serialize(word, PresenceJson.Default.PresenceMessage));

    private void ReceiveMessage(string body)
    {
        if (PresenceMessage.Parse(body) is not { } word)
            return;
        if (word.Editor is { } editor)
            Receive(new(word.Organisation), editor);
        else
            Remove(word.Tab);
    }

    /// <summary>Those who edit in one organisation, and those who look at it.</summary>
    private sealed class OrganisationEntry
    {
        private readonly SubscriberList<OrganisationEntry> subscribers = new();
        private readonly Lock gate = new();
        private readonly Dictionary<Guid, (ContactEditor Editor, DateTimeOffset At)> seen = [];

        public ImmutableArray<ContactEditor> Editors { get; private set; } = [];

        public IDisposable Subscribe(Action changed) => subscribers.Subscribe(_ => changed());

        public void Receive(ContactEditor editor, DateTimeOffset at)
        {
            lock (gate)
            {
                var isKnown = seen.TryGetValue(editor.Tab, out var before) && before.Editor == editor;
                seen[editor.Tab] = (editor, at);
                if (isKnown)
                    return;
                Rebuild();
            }

            subscribers.Publish(this);
        }

        public void Remove(Guid tab)
        {
            lock (gate)
            {
                if (!seen.Remove(tab))
                    return;
                Rebuild();
            }

            subscribers.Publish(this);
        }

        public ImmutableArray<Guid> RemoveExpired(DateTimeOffset oldest)
        {
            ImmutableArray<Guid> silent;
            lock (gate)
            {
                silent = [.. seen.Where(s => s.Value.At < oldest).Select(s => s.Key)];
                if (silent.IsEmpty)
                    return silent;
                foreach (var tab in silent)
                    seen.Remove(tab);
                Rebuild();
            }

            subscribers.Publish(this);
            return silent;
        }

        // Once for all who look.
        private void Rebuild() => Editors = [.. seen.Values.Select(s => s.Editor).OrderBy(e => e.Name, DanishCollation.Names).ThenBy(e => e.Tab)];
    }
}

/// <summary>What one process tells the others of a tab.</summary>
/// <param name="Organisation">The organisation's code.</param>
/// <param name="Editor">Who edits what in it; null when nobody does any more.</param>
/// <param name="Tab">The tab.</param>
internal sealed record PresenceMessage(int Organisation, ContactEditor? Editor, Guid Tab)
{
    /// <summary>Reads what another process said; null when a newer one says it in another way.</summary>
    public static PresenceMessage? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, PresenceJson.Default.PresenceMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PresenceMessage))]
internal sealed partial class PresenceJson : JsonSerializerContext;
