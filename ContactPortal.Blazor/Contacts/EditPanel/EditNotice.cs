using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Blazor.Contacts;

/// <summary>What Valg has to say about the last save, look-up or live change.</summary>
public abstract record EditNotice
{
    private EditNotice()
    {
    }

    /// <summary>Whether it is still true after something was typed.</summary>
    public virtual bool StaysWhileTyping => false;

    /// <summary>What there is to say about a command that changed nothing; null when the fields themselves say it.</summary>
    /// <param name="refused">What became of the command.</param>
    /// <param name="edited">The contact that is edited; one that could not be undone is another.</param>
    public static EditNotice? Of(SaveOutcome refused, Guid? edited) => refused.Match<EditNotice?>(
        saved: _ => null,
        invalid: _ => null,
        alreadyContact: already => new AlreadyContact(already.Contact),
        personMeant: meant => new NeedsPersonConfirmation(meant.Person),
        overtaken: overtaken => overtaken.Contact.Id == edited ? new Conflict() : new NotUndone(overtaken.Contact),
        notYours: _ => new NotFound());

    /// <summary>It is saved.</summary>
    public sealed record Saved(SaveOutcome.Saved Outcome, bool IsNew) : EditNotice
    {
        /// <summary>Whether another person holds the place now: then it matters whether that person holds the right (K11).</summary>
        public bool HolderChanged => !Outcome.Contact.Values.Deactivated && (IsNew || Outcome.Changed.Contains(ContactField.Rid));

        /// <summary>The id of the undoing, however often Fortryd is pressed.</summary>
        public Guid UndoId { get; } = Guid.NewGuid();
    }

    /// <summary>The last save has been taken back (K16).</summary>
    public sealed record Undone(SaveOutcome.Saved Outcome) : EditNotice;

    /// <summary>It could not be taken back: somebody changed the same field since (K16).</summary>
    public sealed record NotUndone(ContactView Contact) : EditNotice;

    /// <summary>The RID is a contact already (K10).</summary>
    public sealed record AlreadyContact(ContactView Contact) : EditNotice;

    /// <summary>Another person seems to be meant (K6).</summary>
    public sealed record NeedsPersonConfirmation(Person Person) : EditNotice;

    /// <summary>Somebody saved something else in the same fields (K13).</summary>
    public sealed record Conflict : EditNotice
    {
        /// <inheritdoc />
        public override bool StaysWhileTyping => true;
    }

    /// <summary>Somebody saved other fields, and they have flowed into the draft (K13).</summary>
    public sealed record UpdatedByOthers(string By, ImmutableArray<ContactField> Fields) : EditNotice
    {
        /// <inheritdoc />
        public override bool StaysWhileTyping => true;
    }

    /// <summary>A draft that the browser kept has been brought back (K15), and perhaps what others have saved since has flowed into it.</summary>
    public sealed record Restored(UpdatedByOthers? Since) : EditNotice
    {
        /// <inheritdoc />
        public override bool StaysWhileTyping => true;
    }

    /// <summary>No such contact, or no right to it.</summary>
    public sealed record NotFound : EditNotice;

    /// <summary>A fault; nothing was saved.</summary>
    public sealed record Failed : EditNotice;
}
