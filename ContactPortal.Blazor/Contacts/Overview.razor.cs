using System.Collections.Immutable;
using ContactPortal.Blazor.Live;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Live;
using ContactPortal.Domain.Organisations;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Contacts;

/// <summary>Oversigt: the municipality's contacts, live (K2, K3, K9, K12, K17).</summary>
public sealed partial class Overview
{
    private const int LongestSearch = 100;
    private const int SkeletonRows = 8;
    private const int FewestVirtualised = 100;
    private const float RowHeight = 41;

    private SnapshotDiff? changes;
    private ImmutableArray<ContactView> shown = [];
    private ImmutableArray<ContactEditor> editors = [];
    private string search = "";
    private bool showDeactivated;
    private Guid? drawnFor;
    private bool stale = true;

    /// <summary>This tab's id: it is not shown to itself as an editor.</summary>
    [Parameter, EditorRequired]
    public required Guid Tab { get; set; }

    /// <summary>The contact that is being edited in Valg: its row is marked (K4).</summary>
    [Parameter, EditorRequired]
    public required Guid? Edited { get; set; }

    /// <summary>A contact is to be edited; null for a new one.</summary>
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
        _ when Sought.Length > 0 => ContactsTexts.ContactCountFound.Fill(shown.Length, All.Length),
        _ => ContactsTexts.ContactCount.Fill(Snapshot.Active.Length),
    };

    // The field keeps its blanks: the one between two names is typed at an end first.
    private string Sought => search.Trim();

    private ImmutableArray<ContactView> All => Snapshot is null ? [] : showDeactivated ? Snapshot.Contacts : Snapshot.Active;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        changes = new(Actor, Clock);
        base.OnInitialized();
    }

    // Says itself when nothing can be loaded.
    /// <inheritdoc />
    protected override bool IsOptional => true;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        stale = true;
    }

    /// <inheritdoc />
    protected override IDisposable Watch() => new CompositeDisposable(base.Watch(), Presence.Subscribe(Actor.Organisation, Changed));

    /// <inheritdoc />
    protected override bool TakeNewest()
    {
        var present = Presence.GetEditors(Actor.Organisation).RemoveAll(e => e.Tab == Tab);
        stale |= !present.SequenceEqual(editors);
        editors = present;
        return base.TakeNewest() || stale;
    }

    /// <inheritdoc />
    protected override bool ApplySnapshot(OrganisationSnapshot newest)
    {
        if (newest.Version <= Snapshot?.Version)
            return false;
        if (Snapshot is { } before)
            changes!.Update(before, newest);
        base.ApplySnapshot(newest);
        Arrange();
        return true;
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        stale |= drawnFor != Edited;
        drawnFor = Edited;
    }

    // The page above draws itself at other occasions too; the grid is only drawn when it would look different.
    /// <inheritdoc />
    protected override bool ShouldRender()
    {
        var changed = stale;
        stale = false;
        return changed;
    }

    private async Task LoadAgainAsync()
    {
        await LoadAsync();
        stale = true;
    }

    private void Search(string? text)
    {
        search = text ?? "";
        Arrange();
    }

    private void ShowDeactivated(bool show)
    {
        showDeactivated = show;
        Arrange();
    }

    private void Arrange() => (shown, stale) = (Sought.Length == 0 ? All : [.. All.Where(Matches)], true);

    private bool Matches(ContactView contact) =>
        Sought.Length == 0
        || contact.Values.Name.Contains(Sought, StringComparison.CurrentCultureIgnoreCase)
        || contact.Values.Email.Contains(Sought, StringComparison.OrdinalIgnoreCase)
        || contact.Values.Rid.StartsWith(Sought, StringComparison.Ordinal)
        || (Snapshot!.DeliveryTypes.Any(t => contact.Values.Responsibilities.Contains(t.Code) && t.Name.StartsWith(Sought, StringComparison.OrdinalIgnoreCase)));

    private OverviewRow RowOf(ContactView contact)
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
            LacksRight = active && !Snapshot.Rights.Holds(contact.PersonId),
            Bounces = active && Snapshot.BounceOf(contact) is not null,
            Absence = AbsenceOf(contact),
            Mark = changes!.MarkOf(contact),
            Editors = editors.RemoveAll(e => e.ContactId != contact.Id),
        };
    }

    private string? AbsenceOf(ContactView contact) =>
        Snapshot!.Absences.FirstOrDefault(a => a.ContactId == contact.Id && a.Covers(DanishCalendar.Of(Clock.GetUtcNow()))) is { } absence
            ? ContactsTexts.AbsentRow.Fill(DanishTime.Day(absence.Until), Snapshot.Find(absence.SubstituteId)?.Values.Name)
            : null;
}
