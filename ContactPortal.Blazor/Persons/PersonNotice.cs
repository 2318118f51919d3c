using System.Collections.Immutable;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Persons;

/// <summary>The notice in the panel of the Brugerkatalog about the last save or live change.</summary>
public abstract record PersonNotice
{
    private PersonNotice()
    {
    }

    /// <summary>Whether the notice stays when something is typed.</summary>
    public virtual bool StaysWhileTyping => false;

    /// <summary>The draft was saved.</summary>
    public sealed record Saved(PersonOutcome.Saved Outcome, bool IsNew) : PersonNotice
    {
        /// <summary>The idempotency id of the undo, the same however often Fortryd is pressed.</summary>
        public Guid UndoId { get; } = Guid.NewGuid();
    }

    /// <summary>The last save was undone (K16).</summary>
    public sealed record Undone(PersonEntry Person) : PersonNotice;

    /// <summary>The undo was refused: somebody has changed the same field since (K16).</summary>
    public sealed record NotUndone(PersonEntry Person) : PersonNotice;

    /// <summary>The name may be mistaken, as the message at the field says: asks whether it is meant.</summary>
    public sealed record NeedsConfirmation : PersonNotice;

    /// <summary>Somebody has saved other values in the same fields (K13).</summary>
    public sealed record Conflict : PersonNotice
    {
        /// <inheritdoc />
        public override bool StaysWhileTyping => true;
    }

    /// <summary>Somebody has saved other fields, and they were merged into the draft (K13).</summary>
    public sealed record UpdatedByOthers(ImmutableArray<PersonField> Fields) : PersonNotice
    {
        /// <inheritdoc />
        public override bool StaysWhileTyping => true;
    }

    /// <summary>A stored draft was restored (K15).</summary>
    public sealed record Restored : PersonNotice
    {
        /// <inheritdoc />
        public override bool StaysWhileTyping => true;
    }

    /// <summary>There is no such person, or the actor may not edit it.</summary>
    public sealed record NotFound : PersonNotice;

    /// <summary>The command failed with an exception.</summary>
    /// <param name="Cause">The exception.</param>
    public sealed record Failed(Exception Cause) : PersonNotice;
}
