using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Live;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// Valg: the fields of the contact that is edited, or of a new one (K2, K4). It draws itself at every key; the overview below is
/// another component, and does not.
/// </summary>
public sealed partial class EditPanel
{
    private const int LongestOrganisation = 100;

    private readonly CancellationTokenSource gone = new();
    private Editing editing = null!;
    private RosterWatch? watch;
    private string? focus;
    private bool opened;

    /// <summary>Who edits.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The panel turned to another contact; null for none.</summary>
    [Parameter]
    public EventCallback<Guid?> Turned { get; set; }

    [Inject]
    private ContactBook Book { get; set; } = null!;

    [Inject]
    private PersonDirectory Directory { get; set; } = null!;

    [Inject]
    private RosterStore Rosters { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<EditPanel> Logger { get; set; } = null!;

    private bool MayEdit => Actor.May(Actions.EditContacts);

    private bool IsIdle => !opened && !editing.Draft.IsDirty && editing.Notice is null;

    private string OrganisationName => Municipalities.NameOf(Actor.Organisation);

    private string ChangedBy => editing.Contact?.ChangedBy ?? "";

    private string Introduction => (editing.Contact, MayEdit) switch
    {
        ({ } contact, true) => ContactsTexts.PanelEdits.Fill(contact.Values.Name),
        ({ } contact, false) => ContactsTexts.PanelShows.Fill(contact.Values.Name),
        (null, true) => ContactsTexts.PanelNew,
        (null, false) => ContactsTexts.PanelReads,
    };

    /// <summary>Turns to that contact, or to a new one.</summary>
    public Task TurnToAsync(RosterContact? contact)
    {
        editing.Begin(contact);
        opened = true;
        focus = ContactTexts.IdOf(contact is null ? ContactField.Rid : ContactField.Name);
        StateHasChanged();
        return TurnedAsync();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        editing = new(Actor, Book, Directory);
        base.OnInitialized();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => editing.Receive(await Rosters.CurrentAsync(Actor.Organisation, gone.Token));

    /// <inheritdoc />
    protected override IDisposable Watch() => watch = Rosters.Watch(Actor.Organisation, Changed);

    /// <inheritdoc />
    protected override bool TakeNewest() => watch?.Current is { } newest && editing.Receive(newest);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is { } id)
        {
            focus = null;
            await Browser.InvokeVoidAsync("portal.focus", id);
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        gone.Cancel();
        gone.Dispose();
        base.Dispose(disposing);
    }

    private async Task SaveAsync()
    {
        var contactId = editing.Draft.ContactId;
        try
        {
            switch (await editing.SaveAsync(gone.Token))
            {
                case SaveOutcome.Saved saved:
                    opened = false;
                    focus = OverviewRow.EditButtonId(saved.Contact.Id);
                    await TurnedAsync();
                    break;
                case SaveOutcome.Invalid invalid:
                    focus = ContactTexts.IdOf(invalid.Broken[0].Field);
                    break;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogSaveFailed(Logger, Actor.Organisation, contactId, exception);
            editing.Failed();
        }
    }

    private Task CancelAsync()
    {
        focus = editing.Draft.ContactId is { } id ? OverviewRow.EditButtonId(id) : ContactTexts.IdOf(ContactField.Rid);
        editing.Begin(contact: null);
        opened = false;
        return TurnedAsync();
    }

    private Task OpenAsync(RosterContact contact) => TurnToAsync(contact);

    private Task ReactivateAsync(RosterContact contact)
    {
        editing.Reactivate(contact);
        opened = true;
        focus = ContactTexts.IdOf(ContactField.Deactivated);
        return TurnedAsync();
    }

    private async Task AnswerAsync((Person Person, bool Yes) answer)
    {
        await editing.AnswerAsync(answer.Person, answer.Yes, gone.Token);
        await TurnedAsync();
    }

    private void Decide((FieldConflict Conflict, bool Take) decision) => editing.Decide(decision.Conflict, decision.Take);

    private Task TurnedAsync() => Turned.InvokeAsync(editing.Draft.ContactId);

    private FieldConflict? ConflictIn(ContactField field) => editing.Draft.Conflicts.FirstOrDefault(c => c.Field == field);

    private string? ErrorOf(ContactField field) =>
        editing.Broken.FirstOrDefault(rule => rule.Field == field) is { } rule ? MessageFor(rule) : null;

    private string MessageFor(BrokenRule rule) => ContactTexts.MessageFor(rule.Error, OrganisationName, editing.Administrators);

    [LoggerMessage(LogLevel.Error, "Contact {Contact} of organisation {Organisation} could not be saved")]
    private static partial void LogSaveFailed(ILogger logger, OrganisationCode organisation, Guid? contact, Exception exception);
}
