using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Presence;

/// <summary>
/// Tracks who edits which contact right now, across all processes (K13). It locks nothing and is kept in memory only: each tab sends a
/// heartbeat every few seconds, and tabs without one expire, as do those of a process that died.
/// </summary>
public sealed class PresenceTracker
{
    /// <summary>How often a tab sends a heartbeat.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How long after its last heartbeat a tab expires. With <see cref="RemoveExpired"/> every two seconds it is gone within 15 s.
    /// </summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(11);

    private readonly ConcurrentDictionary<Guid, OrganisationCode> tabs = [];
    private readonly ConcurrentDictionary<OrganisationCode, OrganisationEntry> entries = [];
    private readonly TimeProvider clock;
    private readonly Backplane backplane;

    /// <summary>A tracker without editors that receives the other processes' messages.</summary>
    public PresenceTracker(TimeProvider clock, Backplane backplane)
    {
        (this.clock, this.backplane) = (clock, backplane);

        // Never disposed: its lifetime is that of the backplane.
        _ = backplane.Subscribe(BackplaneTopics.Presence, ReceiveMessage);
    }

    /// <summary>The tabs that edit the organisation's contacts, by the persons' names.</summary>
    public ImmutableArray<ContactEditor> GetEditors(OrganisationCode organisation) =>
        entries.TryGetValue(organisation, out var entry) ? entry.Editors : [];

    /// <summary>Records that a tab of this process edits a contact, and notifies the other processes; also its heartbeat.</summary>
    public void Set(OrganisationCode organisation, ContactEditor editor)
    {
        Receive(organisation, editor);
        Publish(new(organisation.Value, editor, editor.Tab));
    }

    /// <summary>Records that a tab of this process has stopped editing, and notifies the other processes.</summary>
    public void Clear(Guid tab)
    {
        if (Remove(tab) is { } organisation)
            Publish(new(organisation.Value, null, tab));
    }

    /// <summary>Removes the tabs whose last heartbeat is older than <see cref="Timeout"/>; each process does so itself.</summary>
    public void RemoveExpired()
    {
        var oldest = clock.GetUtcNow() - Timeout;
        foreach (var entry in entries.Values)
        {
            foreach (var tab in entry.RemoveExpired(oldest))
                tabs.TryRemove(tab, out _);
        }
    }

    /// <summary>
    /// Calls back whenever somebody starts or stops editing in that organisation, on any thread; the callback must be short and never
    /// throw.
    /// </summary>
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

    private void Publish(PresenceMessage message) =>
        backplane.Publish(BackplaneTopics.Presence, JsonSerializer.Serialize(message, PresenceJson.Default.PresenceMessage));

    private void ReceiveMessage(string body)
    {
        if (PresenceMessage.Parse(body) is not { } message)
            return;
        if (message.Editor is { } editor)
            Receive(new(message.Organisation), editor);
        else
            Remove(message.Tab);
    }

    /// <summary>One organisation's editors, and the subscribers to them.</summary>
    private sealed class OrganisationEntry
    {
        private readonly SubscriberList<OrganisationEntry> subscribers = new();
        private readonly Lock sync = new();
        private readonly Dictionary<Guid, (ContactEditor Editor, DateTimeOffset At)> seen = [];

        public ImmutableArray<ContactEditor> Editors { get; private set; } = [];

        public IDisposable Subscribe(Action changed) => subscribers.Subscribe(_ => changed());

        public void Receive(ContactEditor editor, DateTimeOffset at)
        {
            lock (sync)
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
            lock (sync)
            {
                if (!seen.Remove(tab))
                    return;
                Rebuild();
            }

            subscribers.Publish(this);
        }

        public ImmutableArray<Guid> RemoveExpired(DateTimeOffset oldest)
        {
            ImmutableArray<Guid> expired;
            lock (sync)
            {
                expired = [.. seen.Where(s => s.Value.At < oldest).Select(s => s.Key)];
                if (expired.IsEmpty)
                    return expired;
                foreach (var tab in expired)
                    seen.Remove(tab);
                Rebuild();
            }

            subscribers.Publish(this);
            return expired;
        }

        // Sorted once per change instead of once per reader.
        private void Rebuild() =>
            Editors = [.. seen.Values.Select(s => s.Editor).OrderBy(e => e.Name, DanishCollation.Names).ThenBy(e => e.Tab)];
    }
}
