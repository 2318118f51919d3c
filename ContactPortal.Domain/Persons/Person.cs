using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// An entry of the directory (brugerkatalog): an employee of one organisation. Somebody who works for two has an entry in
/// each, with the same <see cref="Id"/> (O1).
/// </summary>
public sealed class Person
{
    /// <summary>The organisation that this entry belongs to.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The person's UUID: the same in every organisation the person works for, and never reissued.</summary>
    public required Guid Id { get; init; }

    /// <summary>The RID in this organisation's certificate.</summary>
    public required Rid Rid { get; init; }

    /// <summary>The full name.</summary>
    public required string Name { get; init; }

    /// <summary>The work address for e-mail.</summary>
    public required string Email { get; init; }

    /// <summary>Whether the person is local administrator of the organisation: grants its rights (U1).</summary>
    public bool IsLocalAdministrator { get; set; }
}
