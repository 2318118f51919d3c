using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Blazor.Demo;

/// <summary>One of the fixed persons of the demonstration.</summary>
/// <param name="Name">The name.</param>
/// <param name="Rid">The RID in each of the organisations.</param>
/// <param name="Organisations">The organisations the person works for; a sign-in starts in the first.</param>
/// <param name="Description">The purpose of the persona, in the current UI language.</param>
/// <param name="Responsibilities">The delivery types the person is responsible for as a contact; null if the person is no contact.</param>
internal sealed record Persona(
    string Name, string Rid, ImmutableArray<OrganisationCode> Organisations, Func<string> Description,
    ImmutableArray<string>? Responsibilities = null)
{
    /// <summary>The value that the button on the sign-in page posts.</summary>
    public string Key => $"{Organisations[0]}-{Rid}";

    /// <summary>The person's UUID: the same on every machine and in every organisation.</summary>
    public Guid PersonId => DemonstrationId.Of(Key);

    /// <summary>Whether the person holds TASS Opfølgning.</summary>
    public bool HoldsRight { get; init; }

    /// <summary>Whether the person is local administrator.</summary>
    public bool IsLocalAdministrator { get; init; }
}
