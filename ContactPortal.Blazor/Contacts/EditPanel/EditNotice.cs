using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Contacts;

/// <summary>The notice in the edit panel about the latest save, look-up or live change.</summary>
public abstract record EditNotice
{
    private EditNotice()
    {
    }

    /// <summary>Whether the notice stays when something is typed.</summary>
    public virtual bool StaysWhileTyping => false;

    /// <summary>The notice about a command that changed nothing; null if the fields' own messages say it.</summary>
    /// <param name="refused">The outcome of the command.</param>
    /// <param name="edited">The edited contact; a conflict with another one comes from an undo.</param>
    public static EditNotice? Of(SaveOutcome refused, Guid? edited) => refused.Match<EditNotice?>(
        saved: _ => null,
        invalid: invalid => invalid.Errors.All(e => ContactRules.IsQuestion(e.Error)) ? new NeedsConfirmation() : null,
        alreadyContact: already => new AlreadyContact(already.Contact),
        needsPersonConfirmation: meant => new NeedsPersonConfirmation(meant.Person),
        conflict: conflict => conflict.Contact.Id == edited ? new Conflict() : new NotUndone(conflict.Contact),
        notFound: _ => new NotFound());

    /// <summary>The draft was saved.</summary>
    public sealed record Saved(SaveOutcome.Saved Outcome, bool IsNew) : EditNotice
    {
        /// <summary>
        /// Whether the contact is active and has a new person, so that the notice says whether the person holds the right (K11).
        /// </summary>
        public bool HolderChanged => !Outcome.Contact.Values.Deactivated && (IsNew || Outcome.Changed.Contains(ContactField.Rid));

        /// <summary>The idempotency id of the undo, the same however often Fortryd is pressed.</summary>
        public Guid UndoId { get; } = Guid.NewGuid();
    }

    /// <summary>The last save was undone (K16).</summary>
    public sealed record Undone(SaveOutcome.Saved Outcome) : EditNotice;

    /// <summary>The undo was refused: somebody has changed the same field since (K16).</summary>
    public sealed record NotUndone(ContactView Contact) : EditNotice;

    /// <summary>The RID belongs to a contact already (K10).</summary>
    public sealed record AlreadyContact(ContactView Contact) : EditNotice;

    /// <summary>Name or e-mail match another person in the directory: asks whether that person was meant (K6).</summary>
    public sealed record NeedsPersonConfirmation(Person Person) : EditNotice;

    /// <summary>Name or address may be mistaken, as the messages at the fields say: asks whether they are meant.</summary>
    public sealed record NeedsConfirmation : EditNotice;

    /// <summary>Somebody has saved other values in the same fields (K13).</summary>
    public sealed record Conflict : EditNotice
    {
        /// <inheritdoc />
        public override bool StaysWhileTyping => true;
    }

    /// <summary>Somebody has saved other fields, and they were merged into the draft (K13).</summary>
    public sealed record UpdatedByOthers(string By, ImmutableArray<ContactField> Fields) : EditNotice
    {
        /// <inheritdoc />
        public override bool StaysWhileTyping => true;
    }

    /// <summary>A stored draft was restored (K15); <c>Since</c> is what others have saved since, merged into it.</summary>
    public sealed record Restored(UpdatedByOthers? Since) : EditNotice
    {
        /// <inheritdoc />
        public override bool StaysWhileTyping => true;
    }

    /// <summary>There is no such contact, or the actor may not edit it.</summary>
    public sealed record NotFound : EditNotice;

    /// <summary>The command failed with an exception.</summary>
    /// <param name="Cause">The exception.</param>
    public sealed record Failed(Exception Cause) : EditNotice;
}
