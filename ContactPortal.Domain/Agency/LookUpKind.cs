namespace ContactPortal.Domain.Agency;

/// <summary>How the agency looked a contact up (A1).</summary>
public enum LookUpKind
{
    /// <summary>Opened on the page Find kontakter.</summary>
    Opened,

    /// <summary>The address was copied.</summary>
    AddressCopied,

    /// <summary>Saved in a file: a workbook, CSV or vCard.</summary>
    Saved,

    /// <summary>Read by a system of the agency's over the API.</summary>
    Api,

    /// <summary>Written to by mail.</summary>
    Written,
}
