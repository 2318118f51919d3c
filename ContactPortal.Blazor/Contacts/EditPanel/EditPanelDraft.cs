using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// The draft of the edit panel, with its errors and its notice: what is typed, and what others save meanwhile. Calls no service; its
/// commands are in <see cref="EditPanelState"/>.
/// </summary>
public abstract class EditPanelDraft
{
    private DirectoryAutofill autofill = new();

    /// <summary>The values in the fields.</summary>
    public ContactDraft Draft { get; private protected set; } = new();

    /// <summary>The validation errors of the last save or look-up; one is removed when its field is typed in.</summary>
    public ImmutableArray<ValidationError> Errors { get; private protected set; } = [];

    /// <summary>Whether the error summary is shown: after a refused save, not after a look-up.</summary>
    public bool Refused { get; private protected set; }

    /// <summary>The notice about the last save, look-up or live change; null for none.</summary>
    public EditNotice? Notice { get; private protected set; }

    /// <summary>The fields updated by others' saves since the contact was opened; one is removed when it is typed in (K13).</summary>
    public ImmutableArray<ContactField> UpdatedByOthers { get; private protected set; } = [];

    /// <summary>The edited contact in the newest snapshot; null for a new one.</summary>
    public ContactView? Contact => Draft.ContactId is { } id ? Snapshot?.Find(id) : null;

    /// <summary>The delivery types.</summary>
    public ImmutableArray<DeliveryType> DeliveryTypes => Snapshot?.DeliveryTypes ?? [];

    /// <summary>The newest snapshot; null until the first one is loaded.</summary>
    public OrganisationSnapshot? Snapshot { get; private set; }

    /// <summary>The organisation's holders and administrators (K11).</summary>
    public RightsSnapshot Rights => Snapshot?.Rights ?? RightsSnapshot.Empty;

    /// <summary>What saving would change about the mails; null while there is nothing to save and no contact is open (K18).</summary>
    public MailPreview? Preview => Snapshot is not null && (!Draft.IsNew || Draft.IsDirty) ? MailPreview.Of(Snapshot, Draft) : null;

    /// <summary>
    /// Receives a newer snapshot: others' changes update the untouched fields (K12). Returns whether the panel has to re-render.
    /// </summary>
    public bool Receive(OrganisationSnapshot newest)
    {
        var first = Snapshot is null;
        Snapshot = newest;
        var before = Draft;
        if (Contact is { } contact)
            Receive(contact);
        return first || !ReferenceEquals(before, Draft) || Contact is not null || Preview is not null || Notice is not null;
    }

    /// <summary>Opens the contact, or a new one if null; the draft before it is discarded.</summary>
    public void Begin(ContactView? contact)
    {
        Draft = contact is null ? new() : ContactDraft.Of(NewestOf(contact));
        autofill = new();
        (Errors, Refused, Notice, UpdatedByOthers) = ([], false, null, []);
    }

    /// <summary>
    /// Restores a stored draft (K15) and merges what others have saved since. False, and nothing is restored, if its contact is not in the
    /// organisation or nothing differs.
    /// </summary>
    public bool Restore(ContactDraft stored)
    {
        var contact = stored.ContactId is { } id ? Snapshot?.Find(id) : null;
        if (contact is null && !stored.IsNew)
            return false;

        Begin(contact);

        // Version 0 compares the draft with the contact as it is now: open conflicts are not stored, and are found again.
        Draft = stored with { Version = 0 };
        Notice = new EditNotice.Restored(Since: null);
        if (contact is not null)
            Receive(contact);
        if (!Draft.IsDirty && Draft.Conflicts.IsEmpty)
        {
            Begin(contact: null);
            return false;
        }

        return true;
    }

    /// <summary>Sets the text of a field and removes the field's error, which was about the text before.</summary>
    public void Type(ContactField field, string text)
    {
        if (Draft.Typed[field] == text)
            return;
        Draft = Draft.With(field, text);
        OnFieldChanged(field);
    }

    /// <summary>Sets a checkbox.</summary>
    public void Tick(ContactField field, bool ticked)
    {
        Draft = Draft.With(field, ticked);
        OnFieldChanged(field);
    }

    /// <summary>Resolves a conflict with the other person's value or one's own (K13).</summary>
    public void Decide(FieldConflict conflict, bool take) => Draft = take ? Draft.AcceptTheirs(conflict) : Draft.KeepMine(conflict);

    /// <summary>Opens a deactivated contact with "Deaktiveret" unticked (K9, K10).</summary>
    public void Reactivate(ContactView contact)
    {
        Begin(contact);
        Tick(ContactField.Deactivated, ticked: false);
    }

    /// <summary>
    /// Opens a contact whose person has left: its responsibilities stay, and the person's own fields are empty for a colleague (P5).
    /// </summary>
    public void HandOver(ContactView contact)
    {
        Begin(contact);
        foreach (var field in new[] { ContactField.Rid, ContactField.Name, ContactField.Email, ContactField.Mobile, ContactField.Phone })
            Type(field, "");
    }

    // The chosen row may have been rendered from an older snapshot.
    private ContactView NewestOf(ContactView chosen) =>
        Snapshot?.Find(chosen.Id) is { } known && known.Version > chosen.Version ? known : chosen;

    /// <summary>Merges the contact as others have saved it into the untouched fields (K13).</summary>
    private protected void Receive(ContactView contact)
    {
        var before = Draft;
        Draft = Draft.MergeUpdate(contact);
        if (ReferenceEquals(before, Draft))
            return;

        var updated = Draft.Typed.DifferencesFrom(before.Typed);
        UpdatedByOthers = [.. UpdatedByOthers.Union(updated)];
        if (updated.IsEmpty || !before.IsDirty)
            return;
        var since = new EditNotice.UpdatedByOthers(contact.ChangedBy, updated);
        Notice = Notice is EditNotice.Restored ? new EditNotice.Restored(since) : since;
    }

    /// <summary>Fills in name and e-mail address from the directory (K6, K10).</summary>
    /// <param name="person">The person whose RID was typed, or who was meant.</param>
    /// <param name="everything">Whether to overwrite typed texts too.</param>
    private protected void Autofill(Person person, bool everything)
    {
        foreach (var (field, text) in autofill.Apply(Draft, person, everything))
            Type(field, text);
    }

    private void OnFieldChanged(ContactField field)
    {
        Errors = Errors.RemoveAll(rule => rule.Field == field);
        UpdatedByOthers = UpdatedByOthers.Remove(field);
        Refused = Refused && !Errors.IsEmpty;
        if (Notice is { StaysWhileTyping: false })
            Notice = null;
    }
}
