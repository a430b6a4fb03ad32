"""The objects of OpenAPI 3.0, 3.1 and 3.2 and their fields, as the text of the specification has them.

A field is `name`, `!` if it has to be there, `@` with the versions that have it if not all do, and what it holds:
`@31` is from 3.1 on, `@30-31` is 3.0 and 3.1. It holds the name of an object or of a scalar, `&X` an X or a reference
to one, `[X]` a list of it, `[X]+` one that is not empty, `[X]!` one without repetition, `{X}` a map, `{X}1` a map of
exactly one, `a|b` one of these words. `X?` is an X or true or false.
"""

from typing import Final

OBJECTS: Final = {
    "OpenAPI": """
        openapi!:text info!:Info jsonSchemaDialect@31:uri $self@32:self servers:[Server] paths!@30-30:Paths
        paths@31:Paths webhooks@31:{PathItem} components:Components security:[SecurityRequirement] tags:[Tag]
        externalDocs:ExternalDocumentation""",
    "Info": """
        title!:text summary@31:text description:text termsOfService:uri contact:Contact license:License
        version!:text""",
    "Contact": "name:text url:uri email:email",
    "License": "name!:text identifier@31:text url:uri",
    "Server": "url!:text description:text name@32:text variables:{ServerVariable}",
    "ServerVariable": "enum@30-30:[text] enum@31:[text]+ default!:text description:text",
    "Components": """
        schemas:{&Schema} responses:{&Response} parameters:{&Parameter} examples:{&Example}
        requestBodies:{&RequestBody} headers:{&Header} securitySchemes:{&SecurityScheme} links:{&Link}
        callbacks:{&Callback} pathItems@31:{PathItem} mediaTypes@32:{&MediaType}""",
    "PathItem": """
        $ref:text summary:text description:text get:Operation put:Operation post:Operation delete:Operation
        options:Operation head:Operation patch:Operation trace:Operation query@32:Operation
        additionalOperations@32:{Operation} servers:[Server] parameters:[&Parameter]""",
    "Operation": """
        tags:[text] summary:text description:text externalDocs:ExternalDocumentation operationId:text
        parameters:[&Parameter] requestBody:&RequestBody responses!@30-30:Responses responses@31:Responses
        callbacks:{&Callback} deprecated:boolean security:[SecurityRequirement] servers:[Server]""",
    "ExternalDocumentation": "description:text url!:uri",
    "Parameter": """
        name!:text in!@30-31:query|header|path|cookie in!@32:query|querystring|header|path|cookie
        description:text required:boolean deprecated:boolean allowEmptyValue:boolean style:text explode:boolean
        allowReserved:boolean schema:&Schema example:any examples:{&Example} content@30-31:{MediaType}1
        content@32:{&MediaType}1""",
    "Header": """
        description:text required:boolean deprecated:boolean allowEmptyValue@30-30:boolean
        allowReserved@30-30:boolean style:simple explode:boolean schema:&Schema example:any examples:{&Example}
        content@30-31:{MediaType}1 content@32:{&MediaType}1""",
    "RequestBody": "description:text content!@30-31:{MediaType} content!@32:{&MediaType} required:boolean",
    "MediaType": """
        description@32:text schema:&Schema itemSchema@32:&Schema example:any examples:{&Example}
        encoding:{Encoding} prefixEncoding@32:[Encoding] itemEncoding@32:Encoding""",
    "Encoding": """
        contentType:text headers:{&Header} style:form|spaceDelimited|pipeDelimited|deepObject explode:boolean
        allowReserved:boolean encoding@32:{Encoding} prefixEncoding@32:[Encoding] itemEncoding@32:Encoding""",
    "Response": """
        summary@32:text description!@30-31:text description@32:text headers:{&Header} content@30-31:{MediaType}
        content@32:{&MediaType} links:{&Link}""",
    "Example": "summary:text description:text dataValue@32:any serializedValue@32:text value:any externalValue:uri",
    "Link": """
        operationRef:uri operationId:text parameters:map requestBody:any description:text server:Server""",
    "Tag": """
        name!:text summary@32:text description:text externalDocs:ExternalDocumentation parent@32:text kind@32:text""",
    "SecurityScheme": """
        type!@30-30:apiKey|http|oauth2|openIdConnect type!@31:apiKey|http|oauth2|openIdConnect|mutualTLS""",
    "SecurityScheme apiKey": "type!:any name!:text in!:query|header|cookie description:text deprecated@32:boolean",
    "SecurityScheme http": "type!:any scheme!:text bearerFormat:text description:text deprecated@32:boolean",
    "SecurityScheme mutualTLS": "type!:any description:text deprecated@32:boolean",
    "SecurityScheme oauth2": """
        type!:any flows!:OAuthFlows oauth2MetadataUrl@32:uri description:text deprecated@32:boolean""",
    "SecurityScheme openIdConnect": "type!:any openIdConnectUrl!:uri description:text deprecated@32:boolean",
    "OAuthFlows": """
        implicit:ImplicitFlow password:TokenFlow clientCredentials:TokenFlow authorizationCode:CodeFlow
        deviceAuthorization@32:DeviceFlow""",
    "ImplicitFlow": "authorizationUrl!:uri refreshUrl:uri scopes!:{text}",
    "TokenFlow": "tokenUrl!:uri refreshUrl:uri scopes!:{text}",
    "CodeFlow": "authorizationUrl!:uri tokenUrl!:uri refreshUrl:uri scopes!:{text}",
    "DeviceFlow": "deviceAuthorizationUrl!:uri tokenUrl!:uri refreshUrl:uri scopes!:{text}",
    "Discriminator": "propertyName!:text mapping:{text} defaultMapping@32:text",
    "XML": """
        nodeType@32:element|attribute|text|cdata|none name:text namespace:url prefix:text attribute:boolean
        wrapped:boolean""",
}

_LIMITS: Final = """
    title:text description:text multipleOf:positive maximum:number minimum:number maxLength:count minLength:count
    pattern:regex maxItems:count minItems:count uniqueItems:boolean maxProperties:count minProperties:count
    default:any format:text readOnly:boolean example:any xml:XML externalDocs:ExternalDocumentation"""

SCHEMA_3_0: Final = f"""
    {_LIMITS} exclusiveMaximum:boolean exclusiveMinimum:boolean required:names enum:[any]+
    type:array|boolean|integer|number|object|string not:&Schema allOf:[&Schema] oneOf:[&Schema] anyOf:[&Schema]
    items:&Schema properties:{{&Schema}} additionalProperties:&Schema? nullable:boolean discriminator:Discriminator
    writeOnly:boolean deprecated:boolean"""

SCHEMA_3_1: Final = f"""
    {_LIMITS} $id:id $schema:uri $ref:text $anchor:anchor $dynamicRef:uri $dynamicAnchor:anchor $vocabulary:map
    $comment:text $defs:{{Schema}} definitions:{{Schema}} exclusiveMaximum:number exclusiveMinimum:number
    required:distinct enum:[any] const:any type:types not:Schema allOf:[Schema]+ oneOf:[Schema]+ anyOf:[Schema]+
    if:Schema then:Schema else:Schema dependentSchemas:{{Schema}} prefixItems:[Schema]+ items:Schema contains:Schema
    properties:{{Schema}} patternProperties:{{Schema}} additionalProperties:Schema propertyNames:Schema
    unevaluatedItems:Schema unevaluatedProperties:Schema maxContains:count minContains:count
    dependentRequired:{{distinct}} deprecated:boolean writeOnly:boolean examples:[any] contentEncoding:text
    contentMediaType:text contentSchema:Schema discriminator:Discriminator"""
