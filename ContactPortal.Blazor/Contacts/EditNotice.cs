using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Contacts;

/// <summary>What Valg has to say about the last save or look-up.</summary>
public abstract record EditNotice
{
    private EditNotice()
    {
    }

    /// <summary>It is saved.</summary>
    public sealed record Saved(SaveOutcome.Saved Outcome, bool IsNew) : EditNotice;

    /// <summary>The RID is a contact already (K10).</summary>
    public sealed record AlreadyContact(RosterContact Contact) : EditNotice;

    /// <summary>Another person seems to be meant (K6).</summary>
    public sealed record PersonMeant(Person Person) : EditNotice;

    /// <summary>Somebody saved something else in the same fields (K13).</summary>
    public sealed record Overtaken : EditNotice;

    /// <summary>No such contact, or no right to it.</summary>
    public sealed record NotYours : EditNotice;

    /// <summary>A fault; nothing was saved.</summary>
    public sealed record Failed : EditNotice;
}
