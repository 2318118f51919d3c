using ContactPortal.Domain.Rights;

namespace ContactPortal.Blazor.Rights;

/// <summary>Something that a local administrator decides about a person.</summary>
/// <param name="Person">The person.</param>
public abstract record RightsCommandRunner(PersonView Person)
{
    /// <summary>Grants the right.</summary>
    public sealed record Grant(PersonView Person) : RightsCommandRunner(Person);

    /// <summary>Takes the right.</summary>
    public sealed record Withdraw(PersonView Person) : RightsCommandRunner(Person);

    /// <summary>Refuses the person's request.</summary>
    public sealed record Refuse(PersonView Person, string Reason) : RightsCommandRunner(Person);

    /// <summary>Lets the person keep the right.</summary>
    public sealed record Keep(PersonView Person, string Reason) : RightsCommandRunner(Person);

    /// <summary>Marks a task as done that was seen to elsewhere (U4).</summary>
    public sealed record Complete(PersonView Person, RightsTaskKind Kind) : RightsCommandRunner(Person);

    /// <summary>Makes the person local administrator.</summary>
    public sealed record Appoint(PersonView Person) : RightsCommandRunner(Person);

    /// <summary>Takes the role of local administrator.</summary>
    public sealed record Dismiss(PersonView Person) : RightsCommandRunner(Person);
}
