using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Live;

/// <summary>A tab in which somebody edits a contact.</summary>
/// <param name="Tab">The tab's own id: one person's two tabs count as two (K13).</param>
/// <param name="PersonId">The person's UUID.</param>
/// <param name="Name">The person's name.</param>
/// <param name="ContactId">The contact.</param>
public sealed record ContactEditor(Guid Tab, Guid PersonId, string Name, Guid ContactId);

/// <summary>
/// Who edits which contact right now (K13). Nobody is locked out by it and nothing of it is stored: a tab says so again every few
/// seconds, and one that no longer does is forgotten.
/// </summary>
public sealed class Presence(TimeProvider clock)
{
    /// <summary>How often a tab says that it is still there.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(4);

    /// <summary>After what silence a tab is forgotten. With <see cref="Sweep"/> every two seconds a closed lid is gone within 15.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(11);

    private sealed record Seen(ContactEditor Editor, DateTimeOffset At);

    private ImmutableDictionary<Guid, (OrganisationCode Organisation, Seen Seen)> tabs =
        ImmutableDictionary<Guid, (OrganisationCode, Seen)>.Empty;

    private readonly Listeners<OrganisationCode> watchers = new();

    /// <summary>Who edits contacts of that organisation, by name.</summary>
    public ImmutableArray<ContactEditor> In(OrganisationCode organisation) =>
        [.. tabs.Values.Where(t => t.Organisation == organisation).Select(t => t.Seen.Editor).OrderBy(e => e.Name, DanishOrder.OfNames).ThenBy(e => e.Tab)];

    /// <summary>A tab edits a contact, or still does.</summary>
    public void Edits(OrganisationCode organisation, ContactEditor editor)
    {
        var news = tabs.GetValueOrDefault(editor.Tab).Seen?.Editor != editor;
        ImmutableInterlocked.AddOrUpdate(
            ref tabs, editor.Tab, _ => (organisation, new(editor, clock.GetUtcNow())), (_, _) => (organisation, new(editor, clock.GetUtcNow())));
        if (news)
            Tell(organisation);
    }

    /// <summary>A tab edits nothing any more.</summary>
    public void Leaves(Guid tab)
    {
        if (ImmutableInterlocked.TryRemove(ref tabs, tab, out var left))
            Tell(left.Organisation);
    }

    /// <summary>Forgets the tabs that have not been heard of for too long.</summary>
    public void Sweep()
    {
        var oldest = clock.GetUtcNow() - Silence;
        foreach (var tab in tabs.Where(t => t.Value.Seen.At < oldest).Select(t => t.Key))
            Leaves(tab);
    }

    /// <summary>Calls back whenever somebody begins or ends to edit in that organisation; from any thread, must be short and never throw.</summary>
    public IDisposable Watch(OrganisationCode organisation, Action changed) => watchers.Add(told =>
    {
        if (told == organisation)
            changed();
    });

    private void Tell(OrganisationCode organisation) => watchers.Tell(organisation);
}
