using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Tests.Builders;

/// <summary>Builds a contact: for a snapshot with <see cref="Build"/>, or as a draft to save.</summary>
public sealed record ContactBuilder(PersonBuilder Person, string Mobile, string Phone, ImmutableArray<string> Types, bool IsDeactivated)
{
    public ContactBuilder In(OrganisationCode organisation) => this with { Person = Person.In(organisation) };

    public ContactBuilder HeldBy(PersonBuilder person) => this with { Person = person };

    public ContactBuilder WithMobile(string mobile) => this with { Mobile = mobile };

    public ContactBuilder ResponsibleFor(params ImmutableArray<string> types) => this with { Types = types };

    public ContactBuilder Deactivated() => this with { IsDeactivated = true };

    /// <summary>The draft that creates the contact.</summary>
    public ContactDraft Draft()
    {
        var draft = ADraftOf(Person);
        return draft with
        {
            Typed = draft.Typed with { Mobile = Mobile, Phone = Phone, Responsibilities = [.. Types], Deactivated = IsDeactivated },
        };
    }

    /// <summary>The contact as in a snapshot, without a database.</summary>
    public ContactView Build(long version = 1) =>
        new(
            Guid.NewGuid(), Guid.NewGuid(), DateTimeOffset.UnixEpoch, version, Draft().Typed.Normalised(), DateTimeOffset.UnixEpoch,
            Guid.NewGuid(), "Mette Holm");
}
