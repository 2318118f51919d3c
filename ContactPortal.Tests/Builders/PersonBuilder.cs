using System.Globalization;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Tests.Builders;

/// <summary>Builds a person of the directory.</summary>
public sealed record PersonBuilder(
    int Number, OrganisationCode Organisation, string Name, string? Email, string? Rid, bool IsLocalAdministrator)
{
    private readonly Guid id = Guid.NewGuid();

    public PersonBuilder In(OrganisationCode organisation) => this with { Organisation = organisation };

    public PersonBuilder Named(string name) => this with { Name = name };

    public PersonBuilder WithEmail(string email) => this with { Email = email };

    public PersonBuilder WithRid(string rid) => this with { Rid = rid };

    public PersonBuilder LocalAdministrator() => this with { IsLocalAdministrator = true };

    public Person Build() => new Person
    {
        CreatedAt = DateTimeOffset.UnixEpoch,
        Organisation = Organisation,
        Id = id,
        Name = Name,
        Email = Email ?? $"kontakt.{Number}@kommune.example",
        IsLocalAdministrator = IsLocalAdministrator,
    }.Identify(PersonIdentifierKind.Rid, Rid ?? Number.ToString(CultureInfo.InvariantCulture), DateTimeOffset.UnixEpoch);

    public static implicit operator Person(PersonBuilder builder) => builder.Build();
}
