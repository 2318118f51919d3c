using System.Collections.Immutable;
using ContactPortal.Blazor.Live;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Presence;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Contacts;

/// <summary>Oversigt: the municipality's contacts, live (K2, K3, K9, K12, K17).</summary>
public sealed partial class Overview
{
    private const int MaxSearchLength = 100;
    private const int SkeletonRows = 8;
    private const int VirtualizeAbove = 100;
    private const float RowHeight = 41;

    private SnapshotDiff? changes;
    private ImmutableArray<ContactView> shown = [];
    private ImmutableArray<ContactEditor> editors = [];
    private string search = "";
    private bool showDeactivated;
    private Guid? renderedEdited;
    private bool hasPendingChanges = true;

    /// <summary>This tab's id: the tab is not shown as an editor to itself.</summary>
    [Parameter, EditorRequired]
    public required Guid Tab { get; set; }

    /// <summary>The contact in the edit panel: its row is marked (K4).</summary>
    [Parameter, EditorRequired]
    public required Guid? Edited { get; set; }

    /// <summary>Raised when a contact is to be edited; null for a new one.</summary>
    [Parameter]
    public EventCallback<ContactView?> Edit { get; set; }

    [Inject]
    private PresenceTracker Presence { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private bool MayEdit => Actor.May(Actions.EditContacts);

    private string Count => Snapshot switch
    {
        null => "",
        _ when SearchTerms.Length > 0 => ContactsTexts.ContactCountFound.Format(shown.Length, All.Length),
        _ => ContactsTexts.ContactCount.Format(Snapshot.Active.Length),
    };

    // The field itself is not trimmed: the space between two names is at the end when it is typed.
    private string SearchTerms => search.Trim();

    private ImmutableArray<ContactView> All => Snapshot is null ? [] : showDeactivated ? Snapshot.Contacts : Snapshot.Active;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        changes = new(Actor, Clock);
        base.OnInitialized();
    }

    // This component shows a failed load itself.
    /// <inheritdoc />
    protected override bool IsOptional => true;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        hasPendingChanges = true;
    }

    /// <inheritdoc />
    protected override IDisposable Subscribe() =>
        new CompositeDisposable(base.Subscribe(), Presence.Subscribe(Actor.Organisation, NotifyChanged));

    /// <inheritdoc />
    protected override bool ApplyLatest()
    {
        var present = Presence.GetEditors(Actor.Organisation).RemoveAll(e => e.Tab == Tab);
        hasPendingChanges |= !present.SequenceEqual(editors);
        editors = present;
        return base.ApplyLatest() || hasPendingChanges;
    }

    /// <inheritdoc />
    protected override bool ApplySnapshot(OrganisationSnapshot newest)
    {
        if (newest.Version <= Snapshot?.Version)
            return false;
        if (Snapshot is { } before)
            changes!.Update(before, newest);
        base.ApplySnapshot(newest);
        UpdateRows();
        return true;
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        hasPendingChanges |= renderedEdited != Edited;
        renderedEdited = Edited;
    }

    // The parent renders for other reasons too; the grid renders only when it would look different.
    /// <inheritdoc />
    protected override bool ShouldRender()
    {
        var changed = hasPendingChanges;
        hasPendingChanges = false;
        return changed;
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        hasPendingChanges = true;
    }

    private void Search(string? text)
    {
        search = text ?? "";
        UpdateRows();
    }

    private void ShowDeactivated(bool show)
    {
        showDeactivated = show;
        UpdateRows();
    }

    private void UpdateRows() => (shown, hasPendingChanges) = (SearchTerms.Length == 0 ? All : [.. All.Where(Matches)], true);

    private bool Matches(ContactView contact) =>
        SearchTerms.Length == 0
        || contact.Values.Name.Contains(SearchTerms, StringComparison.CurrentCultureIgnoreCase)
        || contact.Values.Email.Contains(SearchTerms, StringComparison.OrdinalIgnoreCase)
        || contact.Values.Rid.StartsWith(SearchTerms, StringComparison.Ordinal)
        || (Snapshot!.DeliveryTypes.Any(
            t => contact.Values.Responsibilities.Contains(t.Code) && t.Name.StartsWith(SearchTerms, StringComparison.OrdinalIgnoreCase)));

    private OverviewRowModel RowOf(ContactView contact)
    {
        var active = !contact.Values.Deactivated;
        return new()
        {
            Contact = contact,
            Organisation = Municipalities.NameOf(Snapshot!.Organisation),
            DeliveryTypes = Snapshot.DeliveryTypes,
            MayEdit = MayEdit,
            Self = Actor.PersonId,
            IsEdited = contact.Id == Edited,
            LacksRight = active && contact.HolderLeft is null && !Snapshot.Rights.Holds(contact.PersonId),
            HasLeft = active && contact.HolderLeft is not null,
            Bounces = active && Snapshot.BounceOf(contact) is not null,
            HasForeignDomain = active && contact.HasForeignDomain,
            Absence = AbsenceOf(contact),
            Mark = changes!.MarkOf(contact),
            Editors = editors.RemoveAll(e => e.Edited != contact.Id),
        };
    }

    private string? AbsenceOf(ContactView contact) =>
        Snapshot!.Absences.FirstOrDefault(a => a.ContactId == contact.Id && a.Covers(DanishCalendar.Of(Clock.GetUtcNow()))) is { } absence
            ? ContactsTexts.AbsentRow.Format(DanishTime.Day(absence.Until), Snapshot.Find(absence.SubstituteId)?.Values.Name)
            : null;
}
