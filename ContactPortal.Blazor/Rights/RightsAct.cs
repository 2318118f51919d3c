using ContactPortal.Domain.Rights;

namespace ContactPortal.Blazor.Rights;

/// <summary>Something that a local administrator decides about a person.</summary>
/// <param name="Person">The person.</param>
public abstract record RightsAct(RosterPerson Person)
{
    /// <summary>Grants the right.</summary>
    public sealed record Grant(RosterPerson Person) : RightsAct(Person);

    /// <summary>Takes the right.</summary>
    public sealed record Withdraw(RosterPerson Person) : RightsAct(Person);

    /// <summary>Refuses the person's request.</summary>
    public sealed record Refuse(RosterPerson Person, string Reason) : RightsAct(Person);

    /// <summary>Lets the person keep the right.</summary>
    public sealed record Keep(RosterPerson Person, string Reason) : RightsAct(Person);

    /// <summary>Marks a task as done that was seen to elsewhere (U4).</summary>
    public sealed record Settle(RosterPerson Person, RightsTaskKind Kind) : RightsAct(Person);

    /// <summary>Makes the person local administrator.</summary>
    public sealed record Appoint(RosterPerson Person) : RightsAct(Person);

    /// <summary>Takes the role of local administrator.</summary>
    public sealed record Dismiss(RosterPerson Person) : RightsAct(Person);
}
