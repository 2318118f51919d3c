using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Tests.Builders;

/// <summary>Builds an actor.</summary>
public sealed record ActorBuilder(Guid PersonId, string Name, OrganisationCode Organisation, Role Role)
{
    public ActorBuilder In(OrganisationCode organisation) => this with { Organisation = organisation };

    public ActorBuilder Named(string name) => this with { Name = name };

    public ActorBuilder As(Role role) => this with { Role = role };

    public Actor Build() => new(PersonId, Name, Organisation, Role);

    public static implicit operator Actor(ActorBuilder builder) => builder.Build();
}
