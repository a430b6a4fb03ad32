"""Exactly when each of the rules that may fail a platform does, in words; in every other case it weighs less."""

from typing import Final

from compliance.model.text import Text

CONDITIONS: Final = {
    "endpoint.anonymous_caller_sees_no_personal_data": Text(
        en="a caller without credentials saw identity numbers with a name or birth date of several persons, and the "
        "document or the record of the owner is at hand and names no lawful case of publication",
        vi="bên gọi không xác thực thấy số định danh kèm họ tên hoặc ngày sinh của nhiều người, và có trong tay "
        "tài liệu hoặc hồ sơ của chủ quản mà không nêu trường hợp được công khai theo luật",
    ),
    "endpoint.codes_belong_to_their_lists": Text(
        en="a field that its document marks with the list of administrative units or of agency codes held a value that "
        "no edition of the list ever had",
        vi="trường mà tài liệu đánh dấu dùng danh mục đơn vị hành chính hoặc mã cơ quan có giá trị không thuộc bất kỳ "
        "phiên bản nào của danh mục",
    ),
    "endpoint.anonymous_caller_is_refused": Text(
        en="document or record states the operation as not open, and a read without credentials was answered 2xx with "
        "data: no page to sign in, no empty list, no envelope of failure",
        vi="tài liệu hoặc hồ sơ nêu thao tác không phải dữ liệu mở, và thao tác đọc không có thông tin xác thực "
        "được trả lời 2xx kèm dữ liệu: không phải trang đăng nhập, danh sách rỗng hay phong bì báo lỗi",
    ),
    "endpoint.forged_token_is_refused": Text(
        en="the operation is stated as not open and refuses strangers, and a signed token of which only signature or "
        "algorithm was changed was answered with data",
        vi="thao tác được nêu là không mở và từ chối người lạ, mà mã truy cập có chữ ký chỉ bị đổi chữ ký hoặc "
        "thuật toán vẫn được trả lời kèm dữ liệu",
    ),
    "endpoint.unreadable_token_is_refused": Text(
        en="the operation is stated as not open and refuses strangers, and random text in place of the credential was "
        "answered with data",
        vi="thao tác được nêu là không mở và từ chối người lạ, mà chuỗi ký tự bất kỳ thay cho thông tin xác thực "
        "vẫn được trả lời kèm dữ liệu",
    ),
    "endpoint.spoofed_client_header_is_refused": Text(
        en="the operation is stated as not open and refuses strangers, and a direct call with X-Road-Client alone was "
        "answered with data",
        vi="thao tác được nêu là không mở và từ chối người lạ, mà lời gọi trực tiếp chỉ có X-Road-Client vẫn "
        "được trả lời kèm dữ liệu",
    ),
    "endpoint.plain_http_serves_no_data": Text(
        en="document or record states the operation as not open, and plain HTTP answered 2xx with a body",
        vi="tài liệu hoặc hồ sơ nêu thao tác không phải dữ liệu mở, và HTTP không mã hóa trả lời 2xx có nội dung",
    ),
    "record.approver_fits_the_level": Text(
        en="the level was decided from 19 August 2026 on, and not by 1 January 2027 on a system that was being built "
        "before 1 July 2026; the owner names who appraised or approved it: at level 4 or 5 another than the Ministry "
        "of Public Security appraised, or at level 3 or 5 an agency without competence approved",
        vi="cấp độ được quyết định từ ngày 19/8/2026, không kể quyết định chậm nhất ngày 01/01/2027 đối với hệ thống "
        "đang xây dựng trước ngày 01/7/2026; chủ quản nêu đơn vị thẩm định, phê duyệt: cấp độ 4, 5 không do Bộ Công "
        "an thẩm định, hoặc cấp độ 3, 5 do cơ quan không có thẩm quyền phê duyệt",
    ),
    "record.common_data_is_shared_by_default": Text(
        en="the owner classes data as common-use or open, closes it to others, and says that there is no legal ground",
        vi="chủ quản phân loại dữ liệu là dùng chung hoặc mở, không chia sẻ, và nêu không có căn cứ pháp lý",
    ),
    "record.connection_is_risk_assessed": Text(
        en="a connection in use was made from 19 August 2026 on, and the owner says that no risk was assessed",
        vi="kết nối đang khai thác được thiết lập từ ngày 19/8/2026 và chủ quản nêu không đánh giá rủi ro",
    ),
    "record.data_use_regulation_is_published": Text(
        en="the record has a database, and the owner says that there is no regulation on using its data or "
        "that it is kept unpublished",
        vi="hồ sơ có cơ sở dữ liệu và chủ quản nêu không có quy chế khai thác, sử dụng dữ liệu hoặc không công "
        "bố quy chế",
    ),
    "record.highest_level_is_taken": Text(
        en="the level was decided from 19 August 2026 on, and not by 1 January 2027 on a system that by its owner was "
        "being built before 1 July 2026, and is below the highest that the owner gives for a part",
        vi="cấp độ được quyết định từ ngày 19/8/2026, không kể quyết định chậm nhất ngày 01/01/2027 đối với hệ thống "
        "mà chủ quản nêu là đang xây dựng trước ngày 01/7/2026, và thấp hơn cấp độ cao nhất mà chủ quản nêu cho một "
        "phần",
    ),
    "record.planned_stop_is_announced_in_time": Text(
        en="a service on line for people or businesses; the owner calls the stop planned and no force majeure, "
        "and announced it less than 7 working days ahead, or not at all when so many days are no longer left",
        vi="dịch vụ trực tuyến cho người dân, doanh nghiệp; chủ quản nêu việc dừng là có kế hoạch, không bất "
        "khả kháng, và thông báo trước dưới 7 ngày làm việc, hoặc không thông báo khi không còn đủ số ngày đó",
    ),
    "record.refusal_gives_reason_and_legal_ground": Text(
        en="a refusal took place on 19 August 2025 or later, and the owner says that it was not in writing or has no "
        "reason or legal ground",
        vi="đã có lần từ chối từ ngày 19/8/2025 trở đi, và chủ quản nêu không bằng văn bản, không có lý do hoặc "
        "không có căn cứ pháp lý",
    ),
    "record.sharing_is_free_of_charge": Text(
        en="the owner declares a fee above zero for state agencies, and says that there is no legal ground for it",
        vi="chủ quản khai mức phí lớn hơn 0 đối với cơ quan nhà nước, và nêu không có căn cứ pháp lý",
    ),
    "record.state_network_system_has_a_level": Text(
        en="a connection over the dedicated state network is in use, and the owner says that there is no "
        "level, or that state secrets pass at a level below 3",
        vi="có kết nối đang khai thác qua mạng truyền số liệu chuyên dùng, và chủ quản nêu không có cấp độ, "
        "hoặc truyền bí mật nhà nước mà cấp độ dưới 3",
    ),
    "record.conformity_assessment_precedes_operation": Text(
        en="the platform began from 1 July 2027 on, and was assessed later than that or not at all",
        vi="nền tảng hoạt động từ ngày 01/7/2027 trở đi, và được đánh giá sau ngày hoạt động hoặc không được đánh giá",
    ),
    "record.minimum_requirements_are_planned_in_time": Text(
        en="the platform began from 1 July 2027 on without the minimum requirements; one that is older, from 1 "
        "January 2029 on",
        vi="nền tảng hoạt động từ ngày 01/7/2027 trở đi mà không đáp ứng yêu cầu tối thiểu; nền tảng cũ hơn "
        "thì từ ngày 01/01/2029",
    ),
    "record.record_has_the_notified_fields": Text(
        en="the platform carries its label, the notification is at hand, and it leaves out name, type or address",
        vi="nền tảng đã dán nhãn, có trong tay thông báo, và thông báo thiếu tên, loại hoặc địa chỉ",
    ),
    "record.record_names_its_owner": Text(
        en="the platform carries its label, the notification is at hand, and it names no owner, not by a code either",
        vi="nền tảng đã dán nhãn, có trong tay thông báo, và thông báo không nêu cơ quan chủ quản, kể cả bằng mã",
    ),
    "record.transition_dates_are_kept": Text(
        en="the system was being built before 1 July 2026, by the word of its owner, a day of its level or "
        "measures is later than the last one, and the last one is over",
        vi="theo chủ quản, hệ thống đang xây dựng trước ngày 01/7/2026, ngày phê duyệt cấp độ hoặc triển "
        "khai biện pháp muộn hơn hạn cuối, và hạn cuối đã qua",
    ),
}
