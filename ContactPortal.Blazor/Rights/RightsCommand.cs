using ContactPortal.Domain.Rights;

namespace ContactPortal.Blazor.Rights;

/// <summary>A command of a local administrator about a person.</summary>
/// <param name="Person">The person.</param>
public abstract record RightsCommand(PersonView Person)
{
    /// <summary>Grants the right.</summary>
    public sealed record Grant(PersonView Person) : RightsCommand(Person);

    /// <summary>Withdraws the right.</summary>
    public sealed record Withdraw(PersonView Person) : RightsCommand(Person);

    /// <summary>Refuses the person's request.</summary>
    public sealed record Refuse(PersonView Person, string Reason) : RightsCommand(Person);

    /// <summary>Keeps the right of a former contact, with a reason.</summary>
    public sealed record Keep(PersonView Person, string Reason) : RightsCommand(Person);

    /// <summary>Closes a task that was done in another system (U4).</summary>
    public sealed record Complete(PersonView Person, RightsTaskKind Kind) : RightsCommand(Person);

    /// <summary>Gives the role of local administrator.</summary>
    public sealed record Appoint(PersonView Person) : RightsCommand(Person);

    /// <summary>Withdraws the role of local administrator.</summary>
    public sealed record Dismiss(PersonView Person) : RightsCommand(Person);
}
