using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.OwnData;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.OwnData;

/// <summary>The names of what Min side shows.</summary>
internal static class OwnDataNames
{
    /// <summary>The name of an organisation.</summary>
    public static string Of(OrganisationCode organisation) =>
        organisation == OrganisationCode.Agency ? OwnDataTexts.Agency : Municipalities.NameOf(organisation);

    /// <summary>The name of an identifier.</summary>
    public static string Of(OwnIdentifier identifier) => identifier.Kind switch
    {
        PersonIdentifierKind.Rid => OwnDataTexts.Rid,
        PersonIdentifierKind.ProfessionalUuid => OwnDataTexts.Uuid,
        PersonIdentifierKind.DirectoryId => OwnDataTexts.DirectoryId,
        PersonIdentifierKind.Subject => OwnDataTexts.Subject,
    };

    /// <summary>The value of an identifier; of a sign-in, with its issuer.</summary>
    public static string ValueOf(OwnIdentifier identifier) =>
        identifier.Issuer.Length == 0 ? identifier.Value : $"{identifier.Value} ({identifier.Issuer})";

    /// <summary>The field of the history that records changes of that kind of identifier.</summary>
    public static PersonField FieldOf(PersonIdentifierKind kind) => kind switch
    {
        PersonIdentifierKind.Rid => PersonField.Rid,
        PersonIdentifierKind.ProfessionalUuid => PersonField.ProfessionalUuid,
        PersonIdentifierKind.DirectoryId => PersonField.DirectoryId,
        PersonIdentifierKind.Subject => PersonField.Subject,
    };

    /// <summary>Where a value came from; without a recorded change, from the beginning of the entry.</summary>
    public static string Of(OwnSource? source, DateTimeOffset createdAt) => source switch
    {
        null => OwnDataTexts.SourceBeginning.Format(DanishTime.Day(createdAt)),
        { File: { } file } => OwnDataTexts.SourceFile.Format(file, source.By ?? OwnDataTexts.NotRecorded, DanishTime.Day(source.At)),
        _ => OwnDataTexts.SourceBy.Format(source.By ?? OwnDataTexts.NotRecorded, DanishTime.Day(source.At)),
    };

    /// <summary>The text of a right, with a placeholder for the organisation.</summary>
    public static string Of(OwnRightKind kind) => kind switch
    {
        OwnRightKind.TassOpfoelgning => OwnDataTexts.RightTassOpfoelgning,
        OwnRightKind.LocalAdministrator => OwnDataTexts.RightLocalAdministrator,
        OwnRightKind.Agency => OwnDataTexts.RightAgency,
    };
}
